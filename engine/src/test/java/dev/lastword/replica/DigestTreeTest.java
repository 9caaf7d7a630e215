// SPDX-License-Identifier: Apache-2.0
package dev.lastword.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.LwwStore;
import dev.lastword.merge.Policy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DigestTreeTest {
  @TempDir Path dir;

  @Test
  void tree_whateverTheOrderAndWhatIsMerged_isTheSame() {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      order.add(i);
    }
    try (LwwStore one = Stores.open(dir.resolve("one"), Policy.forget().maxAdds(3));
        LwwStore other = Stores.open(dir.resolve("other"), Policy.forget().maxAdds(3))) {
      order.forEach(i -> add(one, i));
      one.compact();
      Collections.shuffle(order, new Random(7));
      order.forEach(i -> add(other, i));
      DigestTree left = DigestTree.of(one, KeyRange.ALL);
      DigestTree right = DigestTree.of(other, KeyRange.ALL);
      assertEquals(500, left.keys());
      assertEquals(left.root(), right.root());
      for (int level = 0; level < left.height(); level++) {
        assertEquals(left.nodes(level, KeyRange.ALL), right.nodes(level, KeyRange.ALL));
      }
      assertTrue(left.height() > 1);
    }
  }

  private static void add(LwwStore store, int i) {
    store.add("key" + i % 500, "member" + i, i);
  }

  @Test
  void tree_oneSetChanged_differsOnOnePathOnly() {
    try (LwwStore store = Stores.open(dir, Policy.forget())) {
      for (int i = 0; i < 5_000; i++) {
        store.add("key" + i, "m", 1);
      }
      DigestTree before = DigestTree.of(store, KeyRange.ALL);
      store.add("key2500", "n", 2);
      DigestTree after = DigestTree.of(store, KeyRange.ALL);
      assertNotEquals(before.root(), after.root());
      for (int level = 0; level < before.height(); level++) {
        List<DigestNode> changed = new ArrayList<>(after.nodes(level, KeyRange.ALL));
        changed.removeAll(before.nodes(level, KeyRange.ALL));
        assertEquals(1, changed.size(), "level " + level);
      }
    }
  }

  @Test
  void tree_setWithoutEntriesAndHorizon_countsAsNeverWritten() throws Exception {
    try (LwwStore store = Stores.open(dir, Policy.forget())) {
      Digest nothing = DigestTree.of(store, KeyRange.ALL).root();
      store.rocksdb().merge(store.columnFamily(), Stores.utf8("swept"), new byte[0]);
      assertEquals(nothing, DigestTree.of(store, KeyRange.ALL).root());
      store.forget("forgotten", Long.MIN_VALUE + 1);
      assertNotEquals(nothing, DigestTree.of(store, KeyRange.ALL).root());
    }
  }

  @Test
  void tree_ofARange_isThatOfItsSetsAlone() {
    try (LwwStore store = Stores.open(dir, Policy.forget())) {
      store.add("a", "m", 1);
      store.add("b", "m", 1);
      store.add("c", "m", 1);
      KeyRange range = new KeyRange(Stores.utf8("b"), Stores.utf8("c"));
      DigestTree before = DigestTree.of(store, range);
      assertEquals(1, before.keys());
      store.add("a", "n", 1);
      store.add("c", "n", 1);
      assertEquals(before.root(), DigestTree.of(store, range).root());
      store.add("b", "n", 1);
      assertNotEquals(before.root(), DigestTree.of(store, range).root());
    }
  }

  @Test
  void nodes_keysThatNeverBeginANode_areCutAllTheSame() {
    TreeBuilder builder = new TreeBuilder(KeyRange.ALL);
    RecordHash hash = new RecordHash();
    for (int i = 0; i < 3_000; i++) {
      byte[] key = {(byte) (i >> 8), (byte) i};
      builder.add(key, hash.of(key, key), 0);
    }
    DigestTree tree = builder.build(0);
    assertEquals(3, tree.nodes(0, KeyRange.ALL).size());
    assertEquals(2, tree.height());
    assertEquals(3_000, tree.keys());
  }

  /** Else sets whose hashes are those of nodes would look like what lies below these. */
  @Test
  void nodes_ofTwoLevelsWithTheSameChildren_areToldApart() {
    TreeBuilder upper = new TreeBuilder(KeyRange.ALL);
    upper.add(new byte[] {1}, new Digest(1, 1), 0);
    upper.add(new byte[] {2}, new Digest(2, 2), 5);
    DigestTree high = upper.build(0);
    assertEquals(2, high.height());
    TreeBuilder lower = new TreeBuilder(KeyRange.ALL);
    high.nodes(0, KeyRange.ALL).forEach(node -> lower.add(node.from(), node.digest(), 0));
    DigestTree low = lower.build(0);
    assertEquals(1, low.height());
    assertNotEquals(high.root(), low.root());
  }

  @Test
  void digest_keyAndRecordRunTogether_areToldApart() {
    RecordHash hash = new RecordHash();
    assertNotEquals(
        hash.of(Stores.utf8("ab"), Stores.utf8("c")), hash.of(Stores.utf8("a"), Stores.utf8("bc")));
    assertEquals(32, hash.of(Stores.utf8("ab"), Stores.utf8("c")).toString().length());
  }
}
