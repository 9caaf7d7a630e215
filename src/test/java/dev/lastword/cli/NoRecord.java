// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lastword.LwwStore;
import java.nio.file.Path;
import org.rocksdb.RocksDBException;

/** Damages databases for tests. */
final class NoRecord {
  private NoRecord() {}

  /** Puts a value that is no record. */
  static void put(Path db, String key) throws RocksDBException {
    try (LwwStore store = LwwStore.open(db)) {
      store.rocksdb().put(store.columnFamily(), key.getBytes(UTF_8), "no record".getBytes(UTF_8));
    }
  }
}
