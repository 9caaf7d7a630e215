// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;

/**
 * A block cache for all data of a measurement, so that layouts are compared and not what fits into
 * memory. In a small one the filter of a file with millions of keys has no place at all: RocksDB
 * splits a cache into up to 64 shards, and a block has to fit into one of them.
 */
final class RoomyCache implements AutoCloseable {
  private static final long BYTES = 2L << 30;

  static {
    RocksDB.loadLibrary();
  }

  private final LRUCache cache = new LRUCache(BYTES);

  void attach(BlockBasedTableConfig config) {
    config.setBlockCache(cache);
  }

  /** To be called after the database is closed. */
  @Override
  public void close() {
    cache.close();
  }
}
