// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** Reads RocksDB's properties. */
final class Gauges {
  private Gauges() {}

  static StoreStats read(StoreCore core) {
    try (Call call = core.enter()) {
      return read(call, core.quarantined());
    } catch (RocksDBException e) {
      throw new StorageException("cannot read RocksDB's properties", e);
    }
  }

  /** RocksDB's estimate of how many keys there are. */
  static long estimatedKeys(StoreCore core) {
    try (Call call = core.enter()) {
      return property(call, "estimate-num-keys");
    } catch (RocksDBException e) {
      throw new StorageException("cannot read RocksDB's properties", e);
    }
  }

  private static StoreStats read(Call call, long quarantined) throws RocksDBException {
    return new StoreStats(
        property(call, "estimate-num-keys"),
        property(call, "total-sst-files-size"),
        property(call, "cur-size-all-mem-tables"),
        property(call, "estimate-pending-compaction-bytes"),
        property(call, "num-files-at-level0"),
        property(call, "background-errors"),
        blockCacheUsage(call),
        quarantined);
  }

  /** RocksDB does not know the property where there is no block cache. */
  private static long blockCacheUsage(Call call) throws RocksDBException {
    try {
      return property(call, "block-cache-usage");
    } catch (RocksDBException e) {
      if (e.getStatus() != null && e.getStatus().getCode() == Status.Code.NotFound) {
        return 0;
      }
      throw e;
    }
  }

  private static long property(Call call, String name) throws RocksDBException {
    // Not getLongProperty: it does not know the properties that RocksDB keeps as text.
    return Long.parseLong(call.core.db().getProperty(call.core.family(), "rocksdb." + name));
  }
}
