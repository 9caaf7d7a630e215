// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** A folder that is deleted with all that is in it, also where the process is interrupted. */
final class TemporaryFolder implements AutoCloseable {
  private static final int ATTEMPTS = 100;
  private static final long PAUSE_NANOS = 10_000_000;

  private final Path path;
  private final Thread hook = new Thread(this::deleteAtExit, "temporary-folder");

  private TemporaryFolder(Path path) {
    this.path = path;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Creates one, with a name that begins so. */
  static TemporaryFolder create(String prefix) throws IOException {
    return new TemporaryFolder(Files.createTempDirectory(prefix));
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    delete();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException exiting) {
      // Then the hook runs, and finds nothing.
    }
  }

  /** Other threads still work in the folder here, and what they make or remove gets in the way. */
  private void deleteAtExit() {
    for (int i = 0; i < ATTEMPTS && Files.exists(path); i++) {
      try {
        delete();
      } catch (IOException changed) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private synchronized void delete() throws IOException {
    if (Files.exists(path)) {
      Folders.delete(path);
    }
  }
}
