// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.LRUCache;
import org.rocksdb.WALRecoveryMode;

/**
 * RocksDB's options as sets want them. {@code docs/operations.md} gives the reason for each; keep
 * the two in step.
 */
final class StoreDefaults {
  static final double BLOOM_BITS = 10;

  private static final long BLOCK_CACHE_BYTES = 128L << 20;
  private static final int BLOCK_CACHE_SHARD_BITS = 4;

  private static final int MAX_BACKGROUND_JOBS = 8;
  private static final long BLOCK_BYTES = 16 << 10;
  private static final long SYNC_BYTES = 1 << 20;
  private static final int LOGS_KEPT = 10;
  private static final int WRITE_BUFFERS = 3;

  private StoreDefaults() {}

  static DBOptions dbOptions() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new DBOptions()
        .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
        .setMaxBackgroundJobs(Math.clamp(processors, 2, MAX_BACKGROUND_JOBS))
        .setBytesPerSync(SYNC_BYTES)
        .setKeepLogFileNum(LOGS_KEPT);
  }

  static ColumnFamilyOptions columnFamilyOptions() {
    return new ColumnFamilyOptions()
        .setMaxWriteBufferNumber(WRITE_BUFFERS)
        .setCompressionType(CompressionType.LZ4_COMPRESSION)
        .setBottommostCompressionType(CompressionType.ZSTD_COMPRESSION)
        .setLevelCompactionDynamicLevelBytes(true);
  }

  /**
   * Sixteen shards, of 8 MiB each: RocksDB would make 64, and keeps no record that is larger than
   * its shard.
   */
  static LRUCache blockCache() {
    return new LRUCache(BLOCK_CACHE_BYTES, BLOCK_CACHE_SHARD_BITS);
  }

  static BlockBasedTableConfig tableConfig(Cache cache, BloomFilter filter) {
    return new BlockBasedTableConfig()
        .setBlockCache(cache)
        .setBlockSize(BLOCK_BYTES)
        .setFilterPolicy(filter);
  }
}
