// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The one spelling of a directory's path. RocksDB remembers which databases a process has open for
 * writing by the paths it was given, letter by letter, and the lock of a file belongs to the whole
 * process: under a second spelling it would open a database twice, and each would write over the
 * other ({@code env/fs_posix.cc}, {@code LockFile}). {@link OpenDatabases} goes by this one.
 */
final class RealPath {
  private RealPath() {}

  /** Returns a path without links and detours, absolute; of a directory that may not be there. */
  static String of(Path dir) {
    Path absolute = dir.toAbsolutePath();
    try {
      return real(absolute).toString();
    } catch (IOException e) {
      return absolute.toString(); // RocksDB says what is wrong with it
    }
  }

  private static Path real(Path absolute) throws IOException {
    try {
      return absolute.toRealPath();
    } catch (NoSuchFileException e) {
      Path parent = absolute.getParent();
      Path name = absolute.getFileName();
      if (parent == null || name == null) {
        throw e;
      }
      return real(parent).resolve(name).normalize();
    }
  }
}
