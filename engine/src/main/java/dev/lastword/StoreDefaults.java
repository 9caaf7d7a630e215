// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.WALRecoveryMode;

/**
 * RocksDB's options as sets want them. {@code docs/operations.md} gives the reason for each; keep
 * the two in step.
 */
final class StoreDefaults {
  static final long BLOCK_CACHE_BYTES = 128L << 20;
  static final double BLOOM_BITS = 10;

  private static final int MAX_BACKGROUND_JOBS = 8;
  private static final long BLOCK_BYTES = 16 << 10;
  private static final long SYNC_BYTES = 1 << 20;
  private static final int LOGS_KEPT = 10;
  private static final int WRITE_BUFFERS = 3;
  private static final int SUCCESSIVE_MERGES = 32;

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
        .setMaxSuccessiveMerges(SUCCESSIVE_MERGES)
        .setMaxWriteBufferNumber(WRITE_BUFFERS)
        .setCompressionType(CompressionType.LZ4_COMPRESSION)
        .setBottommostCompressionType(CompressionType.ZSTD_COMPRESSION)
        .setLevelCompactionDynamicLevelBytes(true);
  }

  static BlockBasedTableConfig tableConfig(Cache cache, BloomFilter filter) {
    return new BlockBasedTableConfig()
        .setBlockCache(cache)
        .setBlockSize(BLOCK_BYTES)
        .setFilterPolicy(filter)
        .setCacheIndexAndFilterBlocks(true)
        .setCacheIndexAndFilterBlocksWithHighPriority(true)
        .setPinL0FilterAndIndexBlocksInCache(true);
  }
}
