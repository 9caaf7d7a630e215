// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import java.nio.file.Path;
import org.rocksdb.ColumnFamilyOptions;

/**
 * How to open a contender.
 *
 * @param dir an existing folder of its own
 * @param log whether writes go to a write-ahead log, which is not synced
 * @param bound how many members a set keeps, and how many deletes
 * @param counted whether to count the bytes written; costs some time
 * @param memtable bytes of a memtable; the sizes of files and levels follow it
 */
record Setting(Path dir, boolean log, int bound, boolean counted, long memtable) {
  /** The bound of all tables that do not name another. */
  static final int BOUND = 10_000;

  private static final long DEFAULT_MEMTABLE = 64L << 20;
  private static final int MEMTABLES_IN_BASE = 4;

  /** A setting with the log on, the usual bound, nothing counted and memtables as they are. */
  Setting(Path dir) {
    this(dir, true, BOUND, false, DEFAULT_MEMTABLE);
  }

  Setting withLog(boolean on) {
    return new Setting(dir, on, bound, counted, memtable);
  }

  Setting withBound(int members) {
    return new Setting(dir, log, members, counted, memtable);
  }

  Setting withCounters() {
    return new Setting(dir, log, bound, true, memtable);
  }

  Setting withMemtable(long bytes) {
    return new Setting(dir, log, bound, counted, bytes);
  }

  /** Sets what this setting says of memtables; for all contenders in RocksDB. */
  void apply(ColumnFamilyOptions options) {
    if (memtable != DEFAULT_MEMTABLE) {
      options
          .setWriteBufferSize(memtable)
          .setTargetFileSizeBase(memtable)
          .setMaxBytesForLevelBase(MEMTABLES_IN_BASE * memtable);
    }
  }
}
