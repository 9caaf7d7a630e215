// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.nio.file.Path;
import org.rocksdb.RocksDBException;

/** Adds to RocksDB's errors which log is damaged, or which table file, where they leave it out. */
final class OpenFailure {
  private OpenFailure() {}

  /**
   * Says what RocksDB could not open.
   *
   * @param logDir where the database's logs are, mostly {@code dir} itself
   */
  static StorageException of(Path dir, Path logDir, RocksDBException e) {
    String what = "cannot open (database=" + dir + ")";
    String more = more(dir, logDir, String.valueOf(e.getMessage()));
    return more.isEmpty() ? new StorageException(what, e) : new StorageException(what, e, more);
  }

  private static String more(Path dir, Path logDir, String message) {
    if (!message.contains(dir.toString())) {
      return LogScan.describe(logDir);
    }
    boolean blamesManifest = message.contains("MANIFEST-") && !message.contains(".sst");
    return blamesManifest ? TableScan.describe(dir) : "";
  }
}
