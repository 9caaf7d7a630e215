// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.FlushOptions;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** What a value and a batch of them hold, and that they let go of it. */
final class PinnedValueTest {
  private static final int MIB = 1 << 20;
  private static final byte[] KEY = "key".getBytes(UTF_8);

  static {
    RocksDB.loadLibrary();
  }

  @TempDir private Path directory;

  /** A block of the cache that a value lies in stays pinned as long as the value is held. */
  @Test
  void release_ofValuesInTheBlockCache_unpinsTheirBlocks() throws RocksDBException {
    try (Arena arena = Arena.ofConfined();
        LRUCache cache = new LRUCache(64L * MIB);
        Options options =
            new Options()
                .setCreateIfMissing(true)
                .setTableFormatConfig(new BlockBasedTableConfig().setBlockCache(cache));
        RocksDB db = RocksDB.open(options, directory.toString());
        ReadOptions reads = new ReadOptions();
        FlushOptions flush = new FlushOptions()) {
      db.put(KEY, new byte[100_000]);
      db.flush(flush);
      var family = db.getDefaultColumnFamily();
      RawFamily raw = new DirectFamily(db, family, new CopyingFamily(db, family));
      long key = arena.allocateFrom(ValueLayout.JAVA_BYTE, KEY).address();
      long before = cache.getPinnedUsage();
      PinnedValue value = new PinnedValue();
      raw.get(reads, key, KEY.length, value);
      assertTrue(cache.getPinnedUsage() >= before + 100_000);
      raw.get(reads, key, KEY.length, value); // lets go of what it held
      value.release();
      assertEquals(before, cache.getPinnedUsage());
      KeyBatch batch = new KeyBatch(1);
      batch.add(key, KEY.length);
      raw.multiGet(reads, batch);
      assertTrue(cache.getPinnedUsage() >= before + 100_000);
      raw.multiGet(reads, batch);
      batch.clear();
      assertEquals(before, cache.getPinnedUsage());
    }
  }

  @Test
  void copy_ofUpToAMegabyte_isKept_moreIsNot() {
    PinnedValue value = new PinnedValue();
    var buffer = value.copy(MIB);
    assertSame(buffer, value.copy(MIB));
    value.release();
    assertSame(buffer, value.copy(10));
    assertEquals(MIB + 1, value.copy(MIB + 1).capacity());
    value.release();
    assertEquals(10, value.copy(10).capacity());
  }

  @Test
  void keyBatch_ofKeysWithoutErrors_isFullOnlyWhenItIsAndDoesNotFail() {
    KeyBatch batch = new KeyBatch(2);
    assertFalse(batch.isFull());
    batch.add(1, 0);
    assertFalse(batch.isFull());
    assertEquals(0, batch.keyLength(0));
    batch.add(2, 5);
    assertTrue(batch.isFull());
    for (int i = 0; i < 2; i++) {
      RawMemory.putLong(batch.values() + 8L * i, 0);
      RawMemory.putLong(batch.errors() + 8L * i, 0);
    }
    assertFalse(batch.pin());
    assertFalse(batch.value(0).isPresent());
  }
}
