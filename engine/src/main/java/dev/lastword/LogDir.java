// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Tells where a database's log is. RocksDB looks where the options say, and nowhere else: opened
 * without the folder that it had, the database lacks what is in its log alone, and a flush makes
 * that final.
 */
final class LogDir {
  private LogDir() {}

  /**
   * To be called before the database is opened.
   *
   * @param given the option {@code wal_dir}; empty when it was not set
   * @throws StorageException when it was not set, and the log was last kept elsewhere and is there
   */
  static Path of(Path dir, String given) {
    if (!given.isEmpty()) {
      return Path.of(given);
    }
    if (Files.exists(dir.resolve("CURRENT"))) {
      refuseForgotten(dir, OptionsFile.logDir(dir));
    }
    return dir;
  }

  private static void refuseForgotten(Path dir, Path last) {
    if (!last.equals(dir) && holdsLogs(last)) {
      throw new StorageException(
          "the log was kept in a folder of its own; name it by dbOptions(o -> o.setWalDir(...)), or"
              + " the database's directory if this is a copy with its log (wal_dir="
              + last
              + ", database="
              + dir
              + ")");
    }
  }

  private static boolean holdsLogs(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> String.valueOf(file.getFileName()).matches("\\d{6,}\\.log"));
    } catch (IOException e) {
      throw new StorageException("cannot list the log's folder (wal_dir=" + folder + ")", e);
    }
  }
}
