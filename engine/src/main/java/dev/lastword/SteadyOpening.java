// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * Opens for reading beside a process that writes.
 *
 * <p>RocksDB reads the MANIFEST first and the logs after it. A flush of the writer in between takes
 * operations out of the logs and puts them into a file that the MANIFEST read did not name yet: the
 * opening misses them, or fails on a log that is gone. The writer records each flush in the
 * MANIFEST, so an opening during which that file did not change has seen everything; any other is
 * done again.
 */
final class SteadyOpening {
  private static final int ATTEMPTS = 50;

  /** Failures that happen while nothing changes are believed after so many. */
  private static final int FAILURES = 3;

  private static final long PAUSE_NANOS = 2_000_000;

  private final StoreBuilder builder;
  private final Path dir;

  SteadyOpening(StoreBuilder builder) {
    this.builder = builder;
    this.dir = builder.dir;
  }

  /**
   * Opens the database.
   *
   * @throws StorageException when it fails, or a writer leaves no moment between two flushes to
   *     open it in
   */
  StoreCore open() {
    int failures = 0;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      String before = manifest();
      try {
        StoreCore core = new Opening(builder).open();
        if (manifest().equals(before)) {
          return core;
        }
        core.close();
      } catch (StorageException | UncheckedIOException e) {
        failures = manifest().equals(before) ? failures + 1 : 0;
        if (failures == FAILURES) {
          throw e;
        }
      }
      LockSupport.parkNanos(attempt * PAUSE_NANOS);
    }
    throw new StorageException(
        "database is flushed faster than it can be opened for reading; open it as a secondary"
            + " (attempts="
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
    } catch (IOException e) {
      return "none"; // being replaced, or no database: opening tells
    }
  }
}
