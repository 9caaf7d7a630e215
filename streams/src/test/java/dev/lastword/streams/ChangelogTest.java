// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.merge.Policy;
import dev.lastword.model.Gen;
import dev.lastword.model.ModelPolicy;
import dev.lastword.model.ModelState;
import dev.lastword.model.Op;
import dev.lastword.model.Seeds;
import dev.lastword.record.Operations;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the changelog holds is enough, whatever was compacted and wherever a crash cut it. */
final class ChangelogTest {
  private static final byte[] KEY = {'k'};

  /** An operand that a record of the bench's changelog holds, with a horizon as long beside it. */
  private static final int LONGEST = 600;

  @TempDir Path dir;

  @Test
  void restore_ofACompactedChangelog_equalsTheStore() {
    for (long seed : Seeds.seeds(6)) {
      Gen gen = new Gen(seed);
      ModelPolicy policy = gen.forgetPolicy();
      try (ChangelogBench from = bench(seed + "from", policy);
          ChangelogBench to = bench(seed + "to", policy)) {
        for (int commit = 0; commit < 6; commit++) {
          for (Op op : gen.ops(policy)) {
            byte[] operand = Models.operand(op);
            if (operand.length < LONGEST) {
              from.join(new byte[] {(byte) gen.below(4)}, operand);
            }
          }
          from.commit();
        }
        List<KeyValue<byte[], byte[]>> log = from.compacted();
        to.restore(gen.shuffled(log));
        to.restore(gen.repeated(gen.shuffled(from.log())));
        for (byte key = 0; key < 4; key++) {
          assertArrayEquals(
              from.record(new byte[] {key}), to.record(new byte[] {key}), "seed " + seed);
        }
      }
    }
  }

  /** The state before a commit must survive a crash after each of that commit's records. */
  @Test
  void commit_cutAnywhere_losesNothingOfTheStateBefore() {
    for (long seed : Seeds.seeds(40)) {
      Gen gen = new Gen(seed);
      ModelPolicy policy = ModelPolicy.forget();
      try (ChangelogBench from = bench("cut" + seed, policy)) {
        for (int commit = 0; commit < 4; commit++) {
          byte[] before = from.record(KEY);
          List<KeyValue<byte[], byte[]>> sentBefore = from.log();
          change(gen, from);
          from.commit();
          List<KeyValue<byte[], byte[]>> sent = from.log();
          byte[] after = from.record(KEY);
          for (int cut = sentBefore.size(); cut <= sent.size(); cut++) {
            byte[] restored = joined(ChangelogBench.compact(sent.subList(0, cut)));
            if (before != null && after != null) {
              // Joined with what the replayed input brings, nothing is missing.
              assertContains(before, restored, after, seed);
            }
          }
          assertEquals(Models.state(after), Models.state(joined(from.compacted())), "seed " + seed);
        }
      }
    }
  }

  /** One that took over after a set shrank does not know how few parts the changelog has. */
  @Test
  void growth_afterARestoreOfAShrunkSet_cutAnywhere_losesNothing() {
    try (ChangelogBench from = bench("before", ModelPolicy.forget());
        ChangelogBench to = bench("after", ModelPolicy.forget())) {
      addMembers(from, 0, 1_000);
      from.commit();
      to.restore(from.log());
      int seen = from.log().size();
      from.join(KEY, Operations.forget(990, new byte[0]));
      from.commit();
      to.restore(from.log().subList(seen, from.log().size()));
      byte[] before = to.record(KEY);
      addMembers(to, 1_000, 1_100);
      to.commit();
      List<KeyValue<byte[], byte[]>> parts = to.log();
      assertEquals(2, parts.stream().filter(record -> record.value != null).count());
      for (int cut = 0; cut <= parts.size(); cut++) {
        byte[] restored = joined(ChangelogBench.compact(and(from.log(), parts.subList(0, cut))));
        assertContains(before, restored, to.record(KEY), cut);
      }
    }
  }

  /** Each of a chain of instances takes over where the one before was cut off while it committed. */
  @Test
  void commits_ofAChainOfInstances_eachCutAnywhere_loseNothing() {
    for (long seed : Seeds.seeds(20)) {
      Gen gen = new Gen(seed);
      List<KeyValue<byte[], byte[]>> log = new ArrayList<>();
      byte[] committed = new byte[0];
      for (int instance = 0; instance < 6; instance++) {
        try (ChangelogBench bench = bench("chain" + seed + "-" + instance, ModelPolicy.forget())) {
          bench.restore(gen.chance(50) ? ChangelogBench.compact(log) : log);
          assertContains(committed, joined(ChangelogBench.compact(log)), committed, seed);
          int commits = 1 + gen.below(3);
          for (int commit = 0; commit < commits; commit++) {
            int sentBefore = bench.log().size();
            change(gen, bench);
            bench.commit();
            List<KeyValue<byte[], byte[]>> sent =
                bench.log().subList(sentBefore, bench.log().size());
            boolean last = commit == commits - 1;
            log.addAll(last ? sent.subList(0, gen.below(sent.size() + 1)) : sent);
            byte[] after = bench.record(KEY);
            if (!last && after != null) {
              committed = after;
            }
            byte[] horizon = after == null ? new byte[0] : after;
            assertContains(committed, joined(ChangelogBench.compact(log)), horizon, seed);
          }
        }
      }
    }
  }

  private static List<KeyValue<byte[], byte[]>> and(
      List<KeyValue<byte[], byte[]>> first, List<KeyValue<byte[], byte[]>> second) {
    List<KeyValue<byte[], byte[]>> both = new ArrayList<>(first);
    both.addAll(second);
    return both;
  }

  private static void addMembers(ChangelogBench bench, int from, int to) {
    for (int i = from; i < to; i++) {
      bench.join(KEY, Operations.add(("member " + i).getBytes(UTF_8), i));
    }
  }

  private static void change(Gen gen, ChangelogBench bench) {
    if (gen.chance(40)) {
      bench.join(KEY, Operations.forget(gen.below(4_000), new byte[0]));
    }
    int many = gen.below(400);
    for (int i = 0; i < many; i++) {
      byte[] member = ("m" + gen.below(2_000)).getBytes(UTF_8);
      int stamp = gen.below(4_000);
      bench.join(
          KEY, gen.chance(80) ? Operations.add(member, stamp) : Operations.delete(member, stamp));
    }
  }

  /** Every entry of {@code before} is restored, unless {@code after}'s horizon has dropped it. */
  private static void assertContains(byte[] before, byte[] restored, byte[] after, long seed) {
    byte[] target = RecordJoin.of(List.of(before, horizonOf(after)));
    byte[] all = RecordJoin.of(List.of(restored, horizonOf(after)));
    assertArrayEquals(all, RecordJoin.of(List.of(all, target)), "seed " + seed);
  }

  private static byte[] horizonOf(byte[] record) {
    ModelState state = Models.state(record);
    return state.horizon() == null
        ? new byte[0]
        : Operations.forget(state.horizon().stamp(), state.horizon().member().array());
  }

  private static byte[] joined(List<KeyValue<byte[], byte[]>> log) {
    List<byte[]> values = new ArrayList<>();
    for (KeyValue<byte[], byte[]> record : log) {
      if (record.value != null) {
        values.add(record.value);
      }
    }
    return RecordJoin.of(values);
  }

  @Test
  void set_thatShrinks_leavesOnePartAndTombstones() {
    try (ChangelogBench from = bench("shrinks", ModelPolicy.forget());
        ChangelogBench to = bench("restored", ModelPolicy.forget())) {
      for (int i = 0; i < 1_000; i++) {
        from.join(KEY, Operations.add(("member " + i).getBytes(UTF_8), i));
      }
      from.commit();
      assertTrue(from.compacted().size() > 4);
      to.restore(from.compacted());
      from.join(KEY, Operations.forget(990, new byte[0]));
      from.commit();
      List<KeyValue<byte[], byte[]>> log = from.compacted();
      assertEquals(1, log.stream().filter(record -> record.value != null).count());
      to.restore(log);
      assertArrayEquals(from.record(KEY), to.record(KEY));
    }
  }

  @Test
  void parts_seenWhenRestoring_areTakenBackWhenTheSetShrinks() {
    try (ChangelogBench from = bench("parts", ModelPolicy.forget());
        ChangelogBench to = bench("taken-over", ModelPolicy.forget())) {
      for (int i = 0; i < 1_000; i++) {
        from.join(KEY, Operations.add(("member " + i).getBytes(UTF_8), i));
      }
      from.commit();
      int parts = from.compacted().size();
      to.restore(from.compacted());
      to.join(KEY, Operations.forget(990, new byte[0]));
      to.commit();
      assertEquals(
          parts - 1L, to.compacted().stream().filter(record -> record.value == null).count());
    }
  }

  @Test
  void tombstone_whenRestoring_deletesNothing() {
    try (ChangelogBench bench = bench("tombstone", ModelPolicy.forget())) {
      bench.join(KEY, Operations.add(new byte[] {1}, 1));
      byte[] before = bench.record(KEY);
      bench.restore(List.of(new KeyValue<>(ChangelogKey.of(KEY, 0), null)));
      assertArrayEquals(before, bench.record(KEY));
    }
  }

  @Test
  void record_thatIsNoState_isPassedOverWhenRestoring() {
    try (ChangelogBench bench = bench("damaged", ModelPolicy.forget())) {
      bench.restore(
          List.of(
              new KeyValue<>(ChangelogKey.of(KEY, 0), new byte[] {77, 1, 2}),
              new KeyValue<>(new byte[] {1}, new byte[] {1}),
              new KeyValue<>(ChangelogKey.of(KEY, 0), Operations.add(new byte[] {5}, 5))));
      assertEquals(1, bench.sets().size(KEY));
    }
  }

  private ChangelogBench bench(String name, ModelPolicy policy) {
    Policy real = Models.policy(policy);
    return new ChangelogBench(dir.resolve(name), real);
  }
}
