// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lastword.model.ModelPolicy;
import dev.lastword.model.ModelState;
import dev.lastword.model.Op;
import dev.lastword.model.Seeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** At-least-once input is enough for exact sets, whatever instances that were superseded send. */
final class TakeoversTest {
  private static final byte[] KEY = {'k'};
  private static final ModelPolicy POLICY = ModelPolicy.forget();
  private static final Op FIRST = Op.add("first", 1);
  private static final Op SECOND = Op.add("second", 2);
  private static final Op THIRD = Op.add("third", 3);

  @TempDir Path dir;

  private final List<KeyValue<byte[], byte[]>> log = new ArrayList<>();

  @Test
  void instances_thatTakeOverAnyhow_loseNothing() {
    for (long seed : Seeds.seeds(10)) {
      try (Takeovers history = new Takeovers(dir.resolve("" + seed), seed)) {
        for (int step = 0; step < 50; step++) {
          history.step();
        }
        history.end();
      }
    }
  }

  /** Closing a task that was lost has its store flushed once more. */
  @Test
  void state_ofASupersededInstance_displacesNoNewerOne() {
    try (ChangelogBench lost = owner("lost");
        ChangelogBench newer = successor("newer")) {
      lost.join(KEY, List.of(SECOND));
      newer.join(KEY, List.of(SECOND, THIRD));
      deliver(newer);
      deliver(lost);
      assertLogHolds(FIRST, SECOND, THIRD);
    }
  }

  /** One that is active for a second time must not write what another one still deletes. */
  @Test
  void tombstones_ofASupersededInstance_deleteNothingNewer() {
    try (ChangelogBench first = owner("first");
        ChangelogBench second = successor("second")) {
      first.restart();
      second.join(KEY, List.of(SECOND));
      second.commit();
      first.restart();
      first.join(KEY, List.of(SECOND, THIRD));
      deliver(first);
      deliver(second);
      assertLogHolds(FIRST, SECOND, THIRD);
    }
  }

  @Test
  void log_afterATakeover_holdsOneStateOfASetThatWasTouched() {
    try (ChangelogBench before = owner("before");
        ChangelogBench after = successor("after")) {
      after.join(KEY, List.of(SECOND));
      deliver(after);
      deliver(before);
      assertEquals(1, ChangelogBench.live(log).size());
      assertLogHolds(FIRST, SECOND);
    }
  }

  /** An instance whose first operation is in the log. */
  private ChangelogBench owner(String name) {
    ChangelogBench owner = bench(name);
    owner.join(KEY, List.of(FIRST));
    deliver(owner);
    return owner;
  }

  /** An instance that restored what is in the log. */
  private ChangelogBench successor(String name) {
    ChangelogBench successor = bench(name);
    successor.restore(List.copyOf(log));
    return successor;
  }

  private void deliver(ChangelogBench bench) {
    bench.commit();
    bench.deliver(Integer.MAX_VALUE, log);
  }

  private void assertLogHolds(Op... operations) {
    ModelState expected = Models.state(POLICY, List.of(), List.of(operations));
    assertEquals(expected, Models.state(POLICY, ChangelogBench.live(log), List.of()));
  }

  private ChangelogBench bench(String name) {
    return new ChangelogBench(dir.resolve(name), Models.policy(POLICY));
  }
}
