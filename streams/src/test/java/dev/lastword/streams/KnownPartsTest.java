// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.merge.Policy;
import dev.lastword.model.ModelPolicy;
import dev.lastword.model.Op;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the changelog too much gets a tombstone, in the end, and once. */
final class KnownPartsTest {
  private static final byte[] KEY = {'k'};

  @TempDir Path dir;

  @Test
  void set_thatShrinks_leavesOnePartAndTombstones() {
    try (ChangelogBench from = bench("shrinks");
        ChangelogBench to = bench("restored")) {
      from.join(KEY, Histories.members(0, 1_000));
      from.commit();
      assertTrue(from.compacted().size() > 4);
      to.restore(from.compacted());
      from.join(KEY, List.of(Op.forget(990)));
      from.commit();
      List<KeyValue<byte[], byte[]>> log = from.compacted();
      assertEquals(1, log.stream().filter(record -> record.value != null).count());
      to.restore(log);
      assertArrayEquals(from.record(KEY), to.record(KEY));
    }
  }

  @Test
  void parts_ofTheWriterBefore_getTombstonesOnce() {
    try (ChangelogBench from = bench("parts");
        ChangelogBench to = bench("taken-over")) {
      from.join(KEY, Histories.members(0, 1_000));
      from.commit();
      to.restore(from.log());
      to.join(KEY, List.of(Op.forget(990)));
      to.commit();
      assertEquals(from.log().size(), tombstones(to.log()));
      assertEquals(1, ChangelogBench.live(to.log()).size());
      to.acknowledge();
      to.join(KEY, List.of(Op.add("more", 2_000)));
      to.commit();
      assertEquals(from.log().size(), tombstones(to.log()));
    }
  }

  @Test
  void parts_whoseTombstonesWereRestored_getNoMore() {
    try (ChangelogBench from = bench("tombstones");
        ChangelogBench to = bench("knows")) {
      from.join(KEY, Histories.members(0, 1_000));
      from.commit();
      from.join(KEY, List.of(Op.forget(990)));
      from.commit();
      to.restore(from.log());
      to.join(KEY, List.of(Op.add("more", 2_000)));
      to.commit();
      assertEquals(1, tombstones(to.log()));
    }
  }

  /**
   * A machine may fail when the number of parts is on its disk, and the tombstones on no broker.
   */
  @Test
  void parts_whoseTombstonesWereNotAcknowledged_getThemAfterAReopen() {
    int parts;
    try (ChangelogBench bench = bench("reopened")) {
      bench.join(KEY, Histories.members(0, 1_000));
      bench.commit();
      parts = bench.log().size();
      bench.acknowledge();
      bench.join(KEY, List.of(Op.forget(990)));
      bench.commit();
    }
    try (ChangelogBench bench = bench("reopened")) {
      bench.join(KEY, List.of(Op.forget(991)));
      bench.commit();
      assertEquals(parts, tombstones(bench.log()));
      bench.acknowledge();
    }
    try (ChangelogBench bench = bench("reopened")) {
      bench.join(KEY, List.of(Op.forget(992)));
      bench.commit();
      assertEquals(1, tombstones(bench.log()));
    }
  }

  @Test
  void part_thatComesBackBeforeItsTombstoneIsAcknowledged_isNotForgotten() {
    try (ChangelogBench bench = bench("back")) {
      bench.join(KEY, Histories.members(0, 1_000));
      bench.commit();
      bench.join(KEY, List.of(Op.forget(990)));
      bench.commit();
      bench.join(KEY, Histories.members(1_000, 2_000));
      bench.commit();
      bench.acknowledge();
      bench.join(KEY, List.of(Op.forget(1_990)));
      bench.commit();
      assertEquals(1, ChangelogBench.live(bench.log()).size());
    }
  }

  @Test
  void parts_underTransactions_getTombstonesOnceWithoutAnAcknowledgement() {
    Policy policy = Models.policy(ModelPolicy.forget());
    try (ChangelogBench bench = new ChangelogBench(dir.resolve("eos"), policy, true)) {
      bench.restore(
          List.of(new KeyValue<>(ChangelogKey.of(KEY, 1, 0), Models.operand(Op.add("old", 1)))));
      bench.join(KEY, Histories.members(0, 3));
      bench.commit();
      bench.join(KEY, Histories.members(3, 4));
      bench.commit();
      assertEquals(1, tombstones(bench.log()));
    }
  }

  private static long tombstones(List<KeyValue<byte[], byte[]>> log) {
    return log.stream().filter(record -> record.value == null).count();
  }

  @Test
  void sets_whoseKeysBeginAlike_haveEachItsParts() {
    try (ChangelogBench from = bench("alike");
        ChangelogBench to = bench("alike-too")) {
      from.join(KEY, Histories.members(0, 3));
      for (int length = 2; length < 30; length++) {
        byte[] longer = new byte[length];
        longer[0] = KEY[0];
        from.join(longer, Histories.members(0, 3));
      }
      from.commit();
      to.restore(from.log());
      to.join(KEY, Histories.members(3, 4));
      to.commit();
      assertEquals(1, tombstones(to.log()));
      assertEquals(2, to.log().size());
    }
  }

  private ChangelogBench bench(String name) {
    return new ChangelogBench(dir.resolve(name), Models.policy(ModelPolicy.forget()));
  }
}
