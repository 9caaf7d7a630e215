// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * Tells a MANIFEST that was cut short from one whose process died while writing to it. RocksDB
 * takes either for the latter: it opens the database as it was before, and deletes the table files
 * written since. But the log of what a flush had not yet put into the MANIFEST is still there;
 * where it is missing, the MANIFEST once was longer.
 */
final class ManifestCheck {
  private ManifestCheck() {}

  /**
   * To be called before the database is opened.
   *
   * @param logDir where its logs are, mostly {@code dir} itself
   * @throws StorageException when the MANIFEST was cut
   */
  static void refuseCut(Path dir, Path logDir) {
    try {
      String name = current(dir);
      Path manifest = dir.resolve(name);
      if (Files.isRegularFile(manifest) && !LogScan.endsWell(manifest) && lacksLog(dir, logDir)) {
        throw new StorageException(
            name
                + " ends within a record, and the log to go on with is missing: it was cut short;"
                + " restore it, or all from a checkpoint (database="
                + dir
                + (logDir.equals(dir) ? "" : ", wal_dir=" + logDir)
                + ")");
      }
    } catch (IOException e) {
      throw new StorageException("cannot read the MANIFEST (database=" + dir + ")", e);
    }
  }

  /**
   * To be called before RocksDB sees the database in any way: it was once seen not to come back
   * from opening a database with a damaged CURRENT for reading.
   *
   * @param logDir where its logs are, mostly {@code dir} itself
   * @throws StorageException when CURRENT does not name a MANIFEST, or that or a log does not pass
   *     {@link RecycleCheck}
   */
  static void refuseUnreadable(Path dir, Path logDir) {
    refuseUnreadable(dir, logDir, new LogWatch());
  }

  /** The same, done again by one and the same watch. */
  static void refuseUnreadable(Path dir, Path logDir, LogWatch watch) {
    try {
      watch.refuse(dir.resolve(current(dir)), logDir);
    } catch (IOException e) {
      throw new StorageException(
          "cannot read CURRENT, the MANIFEST or a log (database="
              + dir
              + (logDir.equals(dir) ? "" : ", wal_dir=" + logDir)
              + ")",
          e);
    }
  }

  private static String current(Path dir) throws IOException {
    String name = Files.readString(dir.resolve("CURRENT"), StandardCharsets.ISO_8859_1).strip();
    if (!name.matches("MANIFEST-\\d{1,18}")) {
      throw new StorageException(
          "CURRENT does not name a MANIFEST file; restore it (database=" + dir + ")");
    }
    return name;
  }

  /** Whether the log is gone from which the first table file not in the MANIFEST was made. */
  private static boolean lacksLog(Path dir, Path logDir) throws IOException {
    long needed = neededLog(dir);
    List<Long> logs = Files.isDirectory(logDir) ? numbers(logDir, ".log") : List.of();
    if (needed > 0) {
      return !logs.contains(needed);
    }
    // No flush is known. A table file has a higher number than the log that it was made from.
    List<Long> tables = numbers(dir, ".sst");
    return !tables.isEmpty() && (logs.isEmpty() || logs.getFirst() > tables.getFirst());
  }

  private static List<Long> numbers(Path dir, String ending) throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.matches("\\d{1,18}\\" + ending))
          .map(name -> Long.valueOf(name.substring(0, name.indexOf('.'))))
          .sorted()
          .toList();
    }
  }

  /** The first log that the MANIFEST, as far as it goes, does not call done with; 0 if unknown. */
  private static long neededLog(Path dir) {
    try (Options options = new Options();
        RocksDB db = RocksDB.openReadOnly(options, dir.toString())) {
      return db.getLongProperty("rocksdb.min-log-number-to-keep");
    } catch (RocksDBException e) {
      return 0;
    }
  }
}
