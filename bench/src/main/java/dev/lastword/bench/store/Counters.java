// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import org.jspecify.annotations.Nullable;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Statistics;
import org.rocksdb.StatsLevel;
import org.rocksdb.TickerType;

/** RocksDB's counters of a database, as far as the benchmarks want them. */
final class Counters implements AutoCloseable {
  private static final long POLL_MILLIS = 1;
  private static final String[] WORK = {
    "rocksdb.mem-table-flush-pending",
    "rocksdb.num-running-flushes",
    "rocksdb.compaction-pending",
    "rocksdb.num-running-compactions"
  };

  private final @Nullable Statistics statistics;

  Counters(boolean counted) {
    statistics = counted ? new Statistics() : null;
    if (statistics != null) {
      statistics.setStatsLevel(StatsLevel.EXCEPT_DETAILED_TIMERS);
    }
  }

  /** To be called before the database is opened. */
  void attach(DBOptions options) {
    if (statistics != null) {
      options.setStatistics(statistics);
    }
  }

  Figures figures(RocksDB db) {
    try {
      return new Figures(written(), db.getLongProperty("rocksdb.live-sst-files-size"));
    } catch (RocksDBException e) {
      throw new IllegalStateException(e);
    }
  }

  private long written() {
    if (statistics == null) {
      return 0;
    }
    return statistics.getTickerCount(TickerType.WAL_FILE_BYTES)
        + statistics.getTickerCount(TickerType.FLUSH_WRITE_BYTES)
        + statistics.getTickerCount(TickerType.COMPACT_WRITE_BYTES);
  }

  /** Waits until no flush and no compaction is due or running. */
  static void awaitQuiet(RocksDB db) {
    try {
      while (isBusy(db)) {
        Thread.sleep(POLL_MILLIS);
      }
    } catch (RocksDBException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isBusy(RocksDB db) throws RocksDBException {
    for (String property : WORK) {
      if (db.getLongProperty(property) != 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    if (statistics != null) {
      statistics.close();
    }
  }
}
