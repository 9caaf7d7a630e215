// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Measures a database's files. */
final class DiskUsage {
  private DiskUsage() {}

  /** Bytes in table files and write-ahead logs: what the data takes, without RocksDB's own log. */
  static long of(Path db) {
    try (Stream<Path> files = Files.list(db)) {
      return files.filter(DiskUsage::holdsData).mapToLong(DiskUsage::size).sum();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static boolean holdsData(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".sst") || name.endsWith(".blob") || name.endsWith(".log");
  }

  /** Files come and go beside a writer: one that is gone takes no room. */
  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException gone) {
      return 0;
    }
  }
}
