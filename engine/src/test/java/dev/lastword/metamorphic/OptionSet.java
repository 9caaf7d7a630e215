// SPDX-License-Identifier: Apache-2.0
package dev.lastword.metamorphic;

import dev.lastword.model.Gen;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionOptionsUniversal;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.MergeOperator;

/**
 * Options that change what RocksDB does with operands but never what they mean.
 *
 * @param kind which class of database
 * @param universal universal compaction instead of level
 * @param maxSuccessiveMerges operands in a memtable after which a write merges
 * @param writeBuffer bytes of all memtables together after which RocksDB flushes
 * @param targetFile bytes of a level's file
 * @param compression of every level
 * @param tables block size, filters and cache, from 0 to 2
 * @param writing how threads write, from 0 to 3
 */
record OptionSet(
    Kind kind,
    boolean universal,
    int maxSuccessiveMerges,
    long writeBuffer,
    long targetFile,
    CompressionType compression,
    int tables,
    int writing) {
  /** Which class of database. */
  enum Kind {
    PLAIN,
    OPTIMISTIC,
    PESSIMISTIC
  }

  /** Draws options; {@code index} walks through kinds, styles and merges at write time. */
  static OptionSet draw(Gen gen, int index) {
    return new OptionSet(
        Kind.values()[index % 3],
        index % 2 == 1,
        new int[] {0, 1, 8}[(index + index / 3) % 3],
        gen.pick(List.of(4L << 10, 16L << 10, 64L << 20)),
        gen.pick(List.of(1L << 10, 8L << 10, 2L << 20)),
        gen.pick(
            List.of(
                CompressionType.NO_COMPRESSION,
                CompressionType.LZ4_COMPRESSION,
                CompressionType.ZSTD_COMPRESSION)),
        gen.below(3),
        gen.below(4));
  }

  /** Returns database options; the caller closes them. */
  DBOptions dbOptions() {
    DBOptions options =
        new DBOptions()
            .setCreateIfMissing(true)
            .setCreateMissingColumnFamilies(true)
            .setDbWriteBufferSize(writeBuffer)
            .setMaxBackgroundJobs(2)
            .setKeepLogFileNum(1)
            .setParanoidChecks(true);
    switch (writing) {
      case 1 -> options.setAllowConcurrentMemtableWrite(false);
      case 2 -> options.setEnablePipelinedWrite(true);
      case 3 -> options.setAtomicFlush(true).setMaxSubcompactions(2);
      default -> options.setAvoidFlushDuringRecovery(true);
    }
    return options;
  }

  /** Returns options of one column family; the caller closes them. */
  ColumnFamilyOptions familyOptions(MergeOperator operator) {
    ColumnFamilyOptions options =
        new ColumnFamilyOptions()
            .setMergeOperator(operator)
            .setMaxSuccessiveMerges(maxSuccessiveMerges)
            .setWriteBufferSize(64 << 10)
            .setArenaBlockSize(1 << 10)
            .setTargetFileSizeBase(targetFile)
            .setMaxBytesForLevelBase(4 * targetFile)
            .setMaxBytesForLevelMultiplier(2)
            .setLevelCompactionDynamicLevelBytes(tables == 0)
            .setLevel0FileNumCompactionTrigger(2)
            .setCompressionType(compression)
            .setTableFormatConfig(tableConfig());
    if (universal) {
      options
          .setCompactionStyle(CompactionStyle.UNIVERSAL)
          .setCompactionOptionsUniversal(new CompactionOptionsUniversal().setSizeRatio(50));
    }
    return options;
  }

  private BlockBasedTableConfig tableConfig() {
    BlockBasedTableConfig config = new BlockBasedTableConfig();
    return switch (tables) {
      case 0 -> config.setBlockSize(64).setNoBlockCache(true);
      case 1 -> config.setFilterPolicy(new BloomFilter(10)).setOptimizeFiltersForMemory(true);
      default -> config.setBlockRestartInterval(1);
    };
  }
}
