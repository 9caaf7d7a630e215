// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lastword.LwwStore;
import dev.lastword.record.Operations;
import java.nio.file.Path;
import org.rocksdb.RocksDBException;

/** Damages databases for tests. */
final class NoRecord {
  private NoRecord() {}

  /** Puts a record under the empty key. */
  static void putUnderNoKey(Path db) throws RocksDBException {
    try (LwwStore store = LwwStore.open(db)) {
      byte[] record = Operations.add("m".getBytes(UTF_8), 1);
      store.rocksdb().put(store.columnFamily(), new byte[0], record);
    }
  }

  /** Puts a value that is no record. */
  static void put(Path db, String key) throws RocksDBException {
    try (LwwStore store = LwwStore.open(db)) {
      store.rocksdb().put(store.columnFamily(), key.getBytes(UTF_8), "no record".getBytes(UTF_8));
    }
  }
}
