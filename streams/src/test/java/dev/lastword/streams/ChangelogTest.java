// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.merge.Policy;
import dev.lastword.model.Bytes;
import dev.lastword.model.Gen;
import dev.lastword.model.KeyedOp;
import dev.lastword.model.ModelPolicy;
import dev.lastword.model.ModelSets;
import dev.lastword.model.ModelState;
import dev.lastword.model.Op;
import dev.lastword.model.Seeds;
import dev.lastword.record.Operations;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the changelog holds is enough, whatever was compacted and wherever a crash cut it. */
final class ChangelogTest {
  private static final byte[] KEY = {'k'};

  /** A third of what a record of the bench's changelog holds: an add, a delete and a horizon. */
  private static final int LONGEST = 450;

  @TempDir Path dir;

  @Test
  void restore_ofACompactedChangelog_equalsTheStore() {
    for (long seed : Seeds.seeds(6)) {
      Gen gen = new Gen(seed);
      ModelPolicy policy = gen.forgetPolicy();
      try (ChangelogBench from = bench(seed + "from", policy);
          ChangelogBench to = bench(seed + "to", policy)) {
        List<KeyedOp> input = new ArrayList<>();
        for (int commit = 0; commit < 6; commit++) {
          for (Op op : gen.ops(policy)) {
            Bytes key = Bytes.of(new byte[] {(byte) gen.below(4)});
            if (op.member().length() < LONGEST) {
              input.add(new KeyedOp(key, op));
              from.join(key.array(), Models.operand(op));
            }
          }
          from.commit();
        }
        to.restore(gen.shuffled(from.compacted()));
        assertHolds(to, ModelSets.of(policy, input), seed);
        to.restore(gen.repeated(gen.shuffled(from.log())));
        assertHolds(to, ModelSets.of(policy, input), seed);
      }
    }
  }

  private static void assertHolds(ChangelogBench bench, Map<Bytes, ModelState> sets, long seed) {
    sets.forEach((key, state) ->
        assertEquals(state, Models.state(bench.record(key.array())), "seed " + seed));
  }

  /** What was committed must survive a crash after each record of a later commit. */
  @Test
  void commit_cutAnywhere_losesNothing() {
    for (long seed : Seeds.seeds(40)) {
      Gen gen = new Gen(seed);
      ModelPolicy policy = Histories.policy(gen);
      try (ChangelogBench from = bench("cut" + seed, policy)) {
        List<Op> input = new ArrayList<>();
        for (int commit = 0; commit < 4; commit++) {
          int sentBefore = from.log().size();
          List<Op> uncommitted = Histories.operations(gen);
          input.addAll(uncommitted);
          from.join(KEY, uncommitted);
          from.commit();
          for (int cut = sentBefore; cut <= from.log().size(); cut++) {
            assertEnough(policy, from.log().subList(0, cut), uncommitted, input, "seed " + seed);
          }
          assertEnough(policy, from.log(), List.of(), input, "seed " + seed);
        }
      }
    }
  }

  /** The changelog, and what is processed again, give all of the input. */
  private static void assertEnough(
      ModelPolicy policy,
      List<KeyValue<byte[], byte[]>> log,
      List<Op> again,
      List<Op> input,
      String message) {
    assertEquals(
        Models.state(policy, List.of(), input),
        Models.state(policy, ChangelogBench.live(log), again),
        message);
  }

  /** One that took over after a set shrank, and lets it grow again. */
  @Test
  void growth_afterARestoreOfAShrunkSet_cutAnywhere_losesNothing() {
    ModelPolicy policy = ModelPolicy.forget();
    try (ChangelogBench from = bench("before", policy);
        ChangelogBench to = bench("after", policy)) {
      List<Op> input = new ArrayList<>(Histories.members(0, 1_000));
      from.join(KEY, input);
      from.commit();
      to.restore(from.log());
      int seen = from.log().size();
      input.add(Op.forget(990));
      from.join(KEY, List.of(Op.forget(990)));
      from.commit();
      to.restore(from.log().subList(seen, from.log().size()));
      List<Op> more = Histories.members(1_000, 1_100);
      input.addAll(more);
      to.join(KEY, more);
      to.commit();
      List<KeyValue<byte[], byte[]>> sent = to.log();
      assertEquals(2, ChangelogBench.live(sent).size());
      for (int cut = 0; cut <= sent.size(); cut++) {
        List<KeyValue<byte[], byte[]>> log = new ArrayList<>(from.log());
        log.addAll(sent.subList(0, cut));
        assertEnough(policy, log, more, input, "cut " + cut);
      }
    }
  }

  /** Neither while members that hash alike come, nor while they stay, nor when they go. */
  @Test
  void membersThatHashAlike_cutAnywhere_loseNothing() {
    ModelPolicy policy = ModelPolicy.forget();
    List<List<Op>> commits =
        List.of(
            Histories.members(0, 300),
            Histories.alike(150),
            Histories.members(300, 310),
            List.of(Op.forget(10_001)));
    try (ChangelogBench bench = bench("alike", policy)) {
      List<Op> input = new ArrayList<>();
      for (List<Op> operations : commits) {
        int sentBefore = bench.log().size();
        input.addAll(operations);
        bench.join(KEY, operations);
        bench.commit();
        for (int cut = sentBefore; cut <= bench.log().size(); cut++) {
          assertEnough(policy, bench.log().subList(0, cut), operations, input, "cut " + cut);
        }
      }
      assertEquals(1, ChangelogBench.live(bench.log()).size());
    }
  }

  /** Each part has the horizon, too, however long: very many would be very large together. */
  @Test
  void membersThatHashAlikeForLong_areNotSentInVeryManyParts() {
    try (ChangelogBench bench = bench("nearly", ModelPolicy.forget())) {
      bench.join(KEY, Histories.alike(150, 1 << 11));
      byte[] state = Objects.requireNonNull(bench.record(KEY));
      bench.commit();
      int sent = bench.log().size();
      assertTrue(sent <= 16, sent + " records for " + state.length + " bytes");
      assertArrayEquals(state, RecordJoin.of(ChangelogBench.live(bench.log())));
    }
  }

  @Test
  void records_ofTheChangelog_areWithinTheLimitWithTheirKeys() {
    try (ChangelogBench bench = bench("limit", ModelPolicy.forget())) {
      byte[] key = new byte[700];
      for (int i = 0; i < 400; i++) {
        bench.join(key, Histories.members(i, i + 1));
        bench.commit();
      }
      for (KeyValue<byte[], byte[]> record : bench.log()) {
        int bytes = record.key.length + (record.value == null ? 0 : record.value.length);
        assertTrue(bytes <= ChangelogBench.LIMIT, bytes + " bytes");
      }
    }
  }

  @Test
  void sets_thatWereNotTouchedSince_areNotSentAgain() {
    try (ChangelogBench bench = bench("again", ModelPolicy.forget())) {
      bench.join(KEY, Histories.members(0, 3));
      bench.commit();
      bench.commit();
      assertEquals(1, bench.log().size());
    }
  }

  @Test
  void sets_whenVeryManyAreTouched_areSentEarly() {
    try (ChangelogBench bench = bench("many", ModelPolicy.forget())) {
      byte[] operand = Operations.add(new byte[] {1}, 1);
      for (int i = 1; i < Changelog.MOST_TOUCHED; i++) {
        bench.join(ByteBuffer.allocate(4).putInt(i).array(), operand);
      }
      assertEquals(0, bench.log().size());
      bench.join(KEY, operand);
      assertEquals(Changelog.MOST_TOUCHED, bench.log().size());
      bench.commit();
      assertEquals(Changelog.MOST_TOUCHED, bench.log().size());
    }
  }

  @Test
  void sets_whoseKeysAreManyBytes_areSentEarly() {
    int most = Changelog.MOST_TOUCHED_BYTES / 1024;
    try (ChangelogBench bench = bench("bytes", ModelPolicy.forget())) {
      joinKeysOfOneKib(bench, 0, 10);
      bench.restart(); // and they count no more
      joinKeysOfOneKib(bench, 1, most);
      joinKeysOfOneKib(bench, 1, 10); // counted already
      assertEquals(0, bench.log().size());
      joinKeysOfOneKib(bench, 0, 1);
      assertEquals(most, bench.log().size());
      joinKeysOfOneKib(bench, 1, 10);
      assertEquals(most, bench.log().size());
    }
  }

  private static void joinKeysOfOneKib(ChangelogBench bench, int from, int to) {
    byte[] operand = Operations.add(new byte[] {1}, 1);
    for (int i = from; i < to; i++) {
      bench.join(ByteBuffer.allocate(1024).putInt(i).array(), operand);
    }
  }

  @Test
  void sets_touchedBeforeARestart_areNotSent() {
    try (ChangelogBench bench = bench("restart", ModelPolicy.forget())) {
      bench.join(KEY, Histories.members(0, 3));
      bench.restart();
      bench.commit();
      assertEquals(0, bench.log().size());
    }
  }

  @Test
  void set_thatCannotBeSplit_isNamed() {
    try (ChangelogBench bench = bench("unsplittable", ModelPolicy.forget())) {
      bench.join(KEY, Operations.add(new byte[ChangelogBench.LIMIT], 1));
      ProcessorStateException e = assertThrows(ProcessorStateException.class, bench::commit);
      String message = String.valueOf(e.getMessage());
      assertTrue(message.contains("store=bench, key=6b"), message);
      assertTrue(message.contains("cannot be split"), message);
    }
  }

  @Test
  void tombstone_whenRestoring_deletesNothing() {
    try (ChangelogBench bench = bench("tombstone", ModelPolicy.forget())) {
      bench.join(KEY, Operations.add(new byte[] {1}, 1));
      byte[] before = bench.record(KEY);
      bench.restore(List.of(new KeyValue<>(ChangelogKey.of(KEY, 1, 0), null)));
      assertArrayEquals(before, bench.record(KEY));
    }
  }

  @Test
  void record_thatIsNoState_isPassedOverWhenRestoring() {
    try (ChangelogBench bench = bench("damaged", ModelPolicy.forget())) {
      bench.restore(
          List.of(
              new KeyValue<>(ChangelogKey.of(KEY, 1, 0), new byte[] {77, 1, 2}),
              new KeyValue<>(new byte[] {1}, new byte[] {1}),
              new KeyValue<>(ChangelogKey.of(KEY, 1, 0), Operations.add(new byte[] {5}, 5))));
      assertEquals(1, bench.sets().size(KEY));
    }
  }

  private ChangelogBench bench(String name, ModelPolicy policy) {
    Policy real = Models.policy(policy);
    return new ChangelogBench(dir.resolve(name), real);
  }
}
