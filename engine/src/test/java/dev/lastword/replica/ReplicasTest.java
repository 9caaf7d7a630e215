// SPDX-License-Identifier: Apache-2.0
package dev.lastword.replica;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.LwwStore;
import dev.lastword.StoredRecord;
import dev.lastword.merge.Policy;
import dev.lastword.model.Gen;
import dev.lastword.model.Seeds;
import dev.lastword.record.Operations;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Comparisons of two stores against looking at everything, and exchanges between them. */
final class ReplicasTest {
  @TempDir Path dir;

  @Test
  void diff_randomStores_findsExactlyWhatDiffers() {
    for (long seed : Seeds.seeds(30)) {
      Gen gen = new Gen(seed);
      Path folder = dir.resolve("seed" + seed);
      try (LwwStore one = Stores.open(folder.resolve("one"), Policy.forget().maxDeletes(5));
          LwwStore other = Stores.open(folder.resolve("other"), Policy.forget().maxDeletes(5))) {
        fill(gen, one, other);
        List<String> found = new ArrayList<>();
        DiffReport report =
            Replicas.diff(LocalReplica.of(one), LocalReplica.of(other), k -> found.add(hex(k)));
        assertEquals(differing(one, other), new TreeSet<>(found), "seed " + seed);
        assertEquals(found.size(), report.differing(), "each once, seed " + seed);
        SyncReport sync = Replicas.sync(LocalReplica.of(one), LocalReplica.of(other));
        assertEquals(report, sync.diff(), "seed " + seed);
        assertEquals(0, sync.unreadable());
        assertEquals(Stores.all(one), Stores.all(other), "seed " + seed);
        assertEquals(0, Replicas.sync(LocalReplica.of(one), LocalReplica.of(other)).received());
      }
    }
  }

  /** One key cannot hold up the others, in whatever order they come. */
  @Test
  void sync_ofAStampThatOneSideRefuses_joinsTheRest() {
    try (LwwStore guarded =
            LwwStore.builder(dir.resolve("guarded"))
                .policy(Policy.forget())
                .maxFutureSkew(10, () -> 100)
                .open();
        LwwStore other = Stores.open(dir.resolve("other"), Policy.forget())) {
      for (int i = 0; i < 200; i++) {
        other.add("key" + i, "member", i == 100 ? 1_000 : 5);
      }
      SyncReport sync = Replicas.sync(LocalReplica.of(guarded), LocalReplica.of(other));
      assertEquals(1, sync.unreadable());
      assertEquals(199, Stores.all(guarded).size());
      assertEquals(0, guarded.size("key100"));
    }
  }

  /** Records are asked for by their number, but not many large ones at once. */
  @Test
  void sync_ofLargeRecords_holdsFewAtOnce() {
    byte[] member = new byte[65_535];
    try (LwwStore one = Stores.open(dir.resolve("one"), Policy.forget());
        LwwStore other = Stores.open(dir.resolve("other"), Policy.forget())) {
      for (int i = 0; i < 16 * 30; i++) {
        member[0] = (byte) (i % 16);
        other.add(new byte[] {(byte) (i / 16)}, member, 5);
      }
      Weighing weighing = new Weighing(LocalReplica.of(other));
      Replicas.sync(LocalReplica.of(one), weighing);
      assertEquals(Stores.all(other), Stores.all(one));
      assertTrue(weighing.most > 4 << 20, () -> "most at once " + weighing.most);
      assertTrue(weighing.most < 12 << 20, () -> "most at once " + weighing.most);
    }
  }

  /** An empty replica is as good as none in common: it must not cost the memory of all keys. */
  @Test
  void sync_withAnEmptyStore_holdsFewKeysAtOnce() {
    byte[] key = new byte[400];
    try (LwwStore one = Stores.open(dir.resolve("one"), Policy.forget());
        LwwStore other = Stores.open(dir.resolve("other"), Policy.forget())) {
      for (int i = 0; i < 12_000; i++) {
        ByteBuffer.wrap(key).putInt(i * 0x9e3779b1);
        one.add(key, new byte[1], i);
      }
      for (boolean mineIsEmpty : List.of(false, true)) {
        Weighing full = new Weighing(LocalReplica.of(one));
        Replica empty = LocalReplica.of(other);
        DiffReport diff =
            mineIsEmpty
                ? Replicas.diff(empty, full, found -> {})
                : Replicas.diff(full, empty, found -> {});
        assertEquals(12_000, diff.differing());
        assertTrue(full.mostKeys < 6_000, () -> "most keys at once " + full.mostKeys);
      }
      Replicas.sync(LocalReplica.of(other), LocalReplica.of(one));
      assertEquals(Stores.all(one), Stores.all(other));
    }
  }

  /** Which the side that joins first drops at once: the other one must see it all the same. */
  @Test
  void sync_ofATombstoneThatTheJoinDrops_bringsNothingBackUnderKeep() {
    for (boolean turned : List.of(false, true)) {
      Path folder = dir.resolve("turned" + turned);
      try (LwwStore one = Stores.open(folder.resolve("one"), Policy.keep().maxDeletes(2));
          LwwStore other = Stores.open(folder.resolve("other"), Policy.keep().maxDeletes(2))) {
        one.add("key", "m", 1);
        one.delete("key", "m", 2);
        other.add("key", "m", 1);
        other.delete("key", "x", 10);
        other.delete("key", "y", 11);
        if (turned) {
          Replicas.sync(LocalReplica.of(other), LocalReplica.of(one));
        } else {
          Replicas.sync(LocalReplica.of(one), LocalReplica.of(other));
        }
        assertEquals(0, one.size("key"));
        assertEquals(0, other.size("key"));
        assertEquals(Stores.all(one), Stores.all(other));
      }
    }
  }

  /** Whoever has the operator in a database of his own may write under any key. */
  @Test
  void sync_ofAKeyThatNoSetMayHave_joinsTheRest() throws Exception {
    try (LwwStore one = Stores.open(dir.resolve("one"), Policy.forget());
        LwwStore other = Stores.open(dir.resolve("other"), Policy.forget())) {
      byte[] operation = Operations.add(new byte[] {1}, 5);
      other.rocksdb().merge(other.columnFamily(), new byte[0], operation);
      other.rocksdb().merge(other.columnFamily(), new byte[70_000], operation);
      one.add("mine", "m", 1);
      other.add("theirs", "m", 1);
      SyncReport report = Replicas.sync(LocalReplica.of(one), LocalReplica.of(other));
      assertEquals(2, report.unreadable());
      assertEquals(1, one.size("theirs"));
      assertEquals(1, other.size("mine"));
      report = Replicas.sync(LocalReplica.of(other), LocalReplica.of(one));
      assertEquals(2, report.unreadable());
      assertEquals(2, report.diff().differing());
    }
  }

  /** Notes the bytes of the records, and the number of the keys, that were asked for at once. */
  private static final class Weighing implements Replica {
    private final Replica replica;
    private long most;
    private long mostKeys;

    Weighing(Replica replica) {
      this.replica = replica;
    }

    @Override
    public Policy policy() {
      return replica.policy();
    }

    @Override
    public KeyRange range() {
      return replica.range();
    }

    @Override
    public int height() {
      return replica.height();
    }

    @Override
    public List<List<DigestNode>> nodes(int level, List<KeyRange> within) {
      return replica.nodes(level, within);
    }

    @Override
    public List<List<KeyDigest>> keys(List<KeyRange> within) {
      List<List<KeyDigest>> keys = replica.keys(within);
      mostKeys = Math.max(mostKeys, keys.stream().mapToLong(List::size).sum());
      return keys;
    }

    @Override
    public List<StoredRecord> records(List<byte[]> keys) {
      List<StoredRecord> records = replica.records(keys);
      most = Math.max(most, Stores.bytes(records));
      return records;
    }

    @Override
    public List<byte[]> join(List<StoredRecord> records) {
      return replica.join(records);
    }
  }

  /** Both get most operations, in another order; some keys one side gets alone, at the ends too. */
  private static void fill(Gen gen, LwwStore one, LwwStore other) {
    int keys = 1 + gen.below(gen.chance(20) ? 4_000 : 200);
    int loss = gen.pick(List.of(0, 1, 1, 10, 100));
    List<int[]> operations = new ArrayList<>();
    for (int i = gen.below(2 * keys); i >= 0; i--) {
      operations.add(new int[] {gen.below(keys), gen.below(4), gen.below(30)});
    }
    for (int[] operation : operations) {
      apply(one, operation, gen.chance(loss));
    }
    for (int[] operation : gen.shuffled(operations)) {
      apply(other, operation, gen.chance(loss));
    }
  }

  private static void apply(LwwStore store, int[] operation, boolean lost) {
    if (lost) {
      return;
    }
    byte[] key = {(byte) (operation[0] * 31), (byte) (operation[0] >> 4), (byte) operation[0]};
    byte[] member = {(byte) operation[1]};
    if (operation[2] % 3 == 0) {
      store.delete(key, member, operation[2]);
    } else {
      store.add(key, member, operation[2]);
    }
  }

  private static Set<String> differing(LwwStore one, LwwStore other) {
    Map<String, StoredRecord> records = new HashMap<>();
    Stores.all(one).forEach(stored -> records.put(hex(stored.key()), stored));
    Set<String> differing = new TreeSet<>();
    for (StoredRecord stored : Stores.all(other)) {
      if (!stored.equals(records.remove(hex(stored.key())))) {
        differing.add(hex(stored.key()));
      }
    }
    differing.addAll(records.keySet());
    return differing;
  }

  private static String hex(byte[] key) {
    return HexFormat.of().formatHex(key);
  }

  /**
   * A set alone in its node, on one side only: the nodes before it have equal digests there, and
   * end at different keys.
   */
  @Test
  void diff_setAloneInItsNode_isFoundOnEitherSide() {
    byte[] bound = keyOfRank(0, rank -> rank >= 5);
    byte[] before = keyBefore(bound);
    byte[] behind = keyOfRank(bound[1] + 1, rank -> rank >= 5);
    try (LwwStore one = Stores.open(dir.resolve("one"), Policy.forget());
        LwwStore other = Stores.open(dir.resolve("other"), Policy.forget())) {
      for (LwwStore store : List.of(one, other)) {
        store.add(before, new byte[1], 1);
        store.add(behind, new byte[1], 1);
      }
      one.add(bound, new byte[1], 1);
      assertEquals(List.of(hex(bound)), diff(one, other));
      assertEquals(List.of(hex(bound)), diff(other, one));
    }
  }

  private static List<String> diff(LwwStore mine, LwwStore theirs) {
    List<String> found = new ArrayList<>();
    Replicas.diff(LocalReplica.of(mine), LocalReplica.of(theirs), key -> found.add(hex(key)));
    return found;
  }

  /** A key {1, i} with the smallest i from some number up whose rank is as asked. */
  private static byte[] keyOfRank(int from, IntPredicate rank) {
    RecordHash hash = new RecordHash();
    for (int i = from; i < 128; i++) {
      byte[] key = {1, (byte) i};
      if (rank.test(hash.rank(key))) {
        return key;
      }
    }
    throw new AssertionError("no such key");
  }

  private static byte[] keyBefore(byte[] bound) {
    RecordHash hash = new RecordHash();
    byte[] key = {0, 0};
    while (hash.rank(key) >= 5) {
      key[1]++;
    }
    assertTrue(Arrays.compareUnsigned(key, bound) < 0);
    return key;
  }

  @Test
  void diff_setWithNothingInItBesideOneThatDiffers_isPassedOver() throws Exception {
    try (LwwStore one = Stores.open(dir.resolve("one"), Policy.forget());
        LwwStore other = Stores.open(dir.resolve("other"), Policy.forget())) {
      one.rocksdb().merge(one.columnFamily(), Stores.utf8("swept"), new byte[0]);
      one.add("differs", "m", 1);
      assertEquals(List.of(hex(Stores.utf8("differs"))), diff(one, other));
    }
  }

  @Test
  void diff_keyAndRecordThatRunTogether_areTwoSets() {
    RecordHash hash = new RecordHash();
    assertNotEquals(
        hash.of(new byte[] {1}, new byte[] {2}), hash.of(new byte[] {1, 2}, new byte[0]));
  }

  @Test
  void sync_fewDifferencesAmongMany_movesLittle() {
    try (LwwStore one = Stores.open(dir.resolve("one"), Policy.forget());
        LwwStore other = Stores.open(dir.resolve("other"), Policy.forget())) {
      for (int i = 0; i < 30_000; i++) {
        one.add("key" + i, "member" + i, i);
        other.add("key" + i, "member" + i, i);
      }
      one.add("key100", "new", 50_000);
      one.add("key20000", "new", 50_000);
      other.add("key20000", "newer", 60_000);
      other.add("another", "new", 50_000);
      long everything = Stores.bytes(Stores.all(one));
      SyncReport report = Replicas.sync(LocalReplica.of(one), LocalReplica.of(other));
      assertEquals(3, report.diff().differing());
      assertEquals(3, report.received(), "what the other side has of each");
      assertEquals(2, report.sent(), "not what it alone had");
      assertTrue(
          report.diff().digestBytes() + report.recordBytes() < everything / 50,
          report + " against " + everything + " bytes of all records");
      assertTrue(report.diff().rounds() <= 6, report.toString());
      assertEquals(Stores.all(one), Stores.all(other));
    }
  }

  @Test
  void sync_differentPoliciesOrRanges_isRefused() {
    try (LwwStore one = Stores.open(dir.resolve("one"), Policy.forget());
        LwwStore other = Stores.open(dir.resolve("other"), Policy.forget().maxAdds(3))) {
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class,
              () -> Replicas.sync(LocalReplica.of(one), LocalReplica.of(other)));
      assertTrue(String.valueOf(refused.getMessage()).contains("policies"), refused.toString());
      KeyRange some = new KeyRange(Stores.utf8("a"), Stores.utf8("b"));
      assertThrows(
          IllegalArgumentException.class,
          () -> Replicas.sync(LocalReplica.of(one), LocalReplica.of(one, some)));
    }
  }

  @Test
  void sync_valueThatIsNoRecord_isSetAsideAndReported() throws Exception {
    try (LwwStore one = Stores.open(dir.resolve("one"), Policy.forget());
        LwwStore other = Stores.open(dir.resolve("other"), Policy.forget())) {
      byte[] key = Stores.utf8("key");
      one.add("key", "mine", 1);
      other.add("key", "theirs", 2);
      other.rocksdb().put(other.columnFamily(), key, Stores.utf8("no record"));
      other.rocksdb().put(other.columnFamily(), Stores.utf8("alone"), Stores.utf8("no record"));
      SyncReport report = Replicas.sync(LocalReplica.of(one), LocalReplica.of(other));
      assertEquals(2, report.unreadable());
      assertEquals("mine", other.select(key, 0, 9).getFirst().memberText());
      assertEquals(1, other.quarantined() > 0 ? 1 : 0, "the bytes are not lost");
      Replicas.sync(LocalReplica.of(one), LocalReplica.of(other));
      assertArrayEquals(one.record(key), other.record(key), "quarantine travels along");
    }
  }
}
