// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps RocksDB from making a new database over the files of one that has lost its CURRENT file: it
 * would delete them. A creation that was broken off leaves neither table files nor logs.
 */
final class OrphanCheck {
  private OrphanCheck() {}

  /**
   * To be called where there is no CURRENT file.
   *
   * @param logDir where the logs would be, mostly {@code dir} itself
   * @throws StorageException when there is data all the same
   */
  static void refuseData(Path dir, Path logDir) {
    Optional<Path> data = data(dir).or(() -> data(logDir));
    if (data.isPresent()) {
      throw new StorageException(
          "the CURRENT file is missing, yet there is data; restore CURRENT (its one line is the"
              + " name of the newest MANIFEST file), or all from a checkpoint (file="
              + data.get().getFileName()
              + ", database="
              + dir
              + ")");
    }
  }

  private static Optional<Path> data(Path dir) {
    if (!Files.isDirectory(dir)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(dir)) {
      return files.filter(OrphanCheck::isData).min(Path::compareTo);
    } catch (IOException e) {
      throw new StorageException("cannot list the directory (database=" + dir + ")", e);
    }
  }

  private static boolean isData(Path file) {
    return String.valueOf(file.getFileName()).matches("\\d{6,}\\.(sst|log|blob)");
  }
}
