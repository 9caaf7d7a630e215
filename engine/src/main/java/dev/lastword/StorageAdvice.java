// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** What can be done about a write that RocksDB refuses. */
final class StorageAdvice {
  private StorageAdvice() {}

  /** Wraps what a write, flush or compaction ran into. */
  static StorageException cannot(String what, RocksDBException e) {
    String advice = advice(e.getStatus());
    return advice.isEmpty() ? new StorageException(what, e) : new StorageException(what, e, advice);
  }

  private static String advice(@Nullable Status status) {
    if (status == null) {
      return "";
    }
    if (status.getSubCode() == Status.SubCode.NoSpace) {
      return "make room: writes then go on by themselves within seconds; reads go on meanwhile";
    }
    return switch (status.getCode()) {
      case IOError ->
          "where writes go on failing once the cause is mended, open the store again; reads go on"
              + " meanwhile";
      case Corruption -> "verify() lists what is damaged; restore it, then open the store again";
      default -> "";
    };
  }
}
