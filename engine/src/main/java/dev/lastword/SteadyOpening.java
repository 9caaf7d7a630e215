// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Opens for reading beside a process that writes.
 *
 * <p>RocksDB reads the MANIFEST first and the logs after it. A flush of the writer in between takes
 * operations out of the logs and puts them into a file that the MANIFEST read did not name yet: the
 * opening misses them, or fails on a log that is gone. The writer records each flush in the
 * MANIFEST, so an opening during which that file did not change has seen everything; any other is
 * done again. A secondary that catches up does the same, and is treated likewise.
 */
final class SteadyOpening {
  private static final int ATTEMPTS = 50;

  /** Failures that happen while nothing changes are believed after so many. */
  private static final int FAILURES = 3;

  private static final long PAUSE_NANOS = 2_000_000;

  private final Path dir;

  private SteadyOpening(Path dir) {
    this.dir = dir;
  }

  /**
   * Opens a database.
   *
   * @param opener opens it, or throws {@link StorageException}
   * @param closer closes what the opener returned, when it has to be opened again
   * @throws StorageException when it fails, or a writer leaves no moment between two flushes to
   *     open it in
   */
  static <T> T open(Path dir, Supplier<T> opener, Consumer<T> closer) {
    return new SteadyOpening(dir).open(opener, closer);
  }

  private <T> T open(Supplier<T> opener, Consumer<T> closer) {
    int failures = 0;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      String before = manifest();
      try {
        T opened = opener.get();
        if (manifest().equals(before)) {
          return opened;
        }
        closer.accept(opened);
      } catch (StorageException | UncheckedIOException e) {
        failures = manifest().equals(before) ? failures + 1 : 0;
        if (failures == FAILURES) {
          throw e;
        }
      }
      LockSupport.parkNanos(attempt * PAUSE_NANOS);
    }
    throw new StorageException(
        "database is flushed faster than it can be opened for reading; try when its writer is less"
            + " busy (attempts="
            + ATTEMPTS
            + ", database="
            + dir
            + ")");
  }

  /** Which MANIFEST is in force, and how long it is. */
  private String manifest() {
    try {
      String name = Files.readString(dir.resolve("CURRENT"), StandardCharsets.ISO_8859_1).strip();
      return name + " " + Files.size(dir.resolve(name));
    } catch (IOException | InvalidPathException e) {
      return "none"; // being replaced, damaged, or no database: opening tells
    }
  }
}
