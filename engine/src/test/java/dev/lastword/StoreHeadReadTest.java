// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static dev.lastword.TestStores.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lastword.merge.Policy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

/**
 * A page of the newest members touches only the head of a record: shown by a record whose end is
 * damaged, which only those who read that far may notice.
 */
final class StoreHeadReadTest {
  private static final byte[] KEY = utf8("key");
  private static final int MEMBERS = 5_000;

  @TempDir Path dir;

  @BeforeEach
  void damageTheEnd() throws RocksDBException {
    try (LwwStore store = LwwStore.open(dir, Policy.forget().maxAdds(MEMBERS));
        LwwBatch batch = store.batch()) {
      for (int i = 0; i < MEMBERS; i++) {
        batch.add("key", "member " + i, i);
      }
      batch.write();
      byte[] record = Objects.requireNonNull(store.record(KEY));
      byte[] damaged = Arrays.copyOf(record, record.length + 1);
      store.rocksdb().put(store.columnFamily(), KEY, damaged);
    }
  }

  @Test
  void pagesOfTheHead_readNothingBehindIt() {
    try (LwwStore store = LwwStore.open(dir)) {
      List<Entry> page = store.select(KEY, 0, 64);
      assertEquals(new Entry(utf8("member 4999"), 4_999), page.getFirst());
      assertEquals(page.subList(10, 20), store.select(KEY, 10, 10));
      assertEquals(page.subList(10, 20), store.select(KEY, page.get(9).cursor(), null, 10));
      assertEquals(page.subList(0, 20), store.select(KEY, null, page.get(20).cursor(), MEMBERS));
      assertEquals(MEMBERS, store.size(KEY));
      assertEquals(64, store.timeline(List.of(KEY), null, 64).size());
    }
  }

  @Test
  void whatLiesBehindTheHead_isReadAsAWhole() {
    try (LwwStore store = LwwStore.open(dir)) {
      assertThrows(CorruptRecordException.class, () -> store.select(KEY, 0, 65));
      assertThrows(CorruptRecordException.class, () -> store.select(KEY, Cursor.of(9), null, 1));
      assertThrows(CorruptRecordException.class, () -> store.contains(KEY, utf8("member 1")));
      assertThrows(CorruptRecordException.class, () -> store.timeline(List.of(KEY), null, 65));
      assertThrows(CorruptRecordException.class, () -> store.record(KEY));
    }
  }

  /** Under a window the head's own stamps tell which of its entries are too old. */
  @Test
  void pagesOfTheHead_underAWindow_areCutWithoutTheRest() {
    StoreBuilder narrow =
        LwwStore.builder(dir)
            .policy(Policy.forget().maxAdds(MEMBERS).window(10))
            .onPolicyChange(PolicyChange.ADOPT);
    try (LwwStore store = narrow.open()) {
      assertEquals(11, store.select(KEY, 0, 100).size());
      assertEquals(11, store.timeline(List.of(KEY), null, 100).size());
    }
  }
}
