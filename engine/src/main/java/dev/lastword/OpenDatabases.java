// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which databases stores of this process have open for writing, by their {@linkplain RealPath real
 * path}. RocksDB knows by the path that it was given, letter by letter, which is why it is given
 * the caller's: whoever uses the same spelling past Lastword is refused by RocksDB, and by this who
 * uses another one for a store.
 */
final class OpenDatabases {
  private static final Set<String> OPEN = ConcurrentHashMap.newKeySet();

  private OpenDatabases() {}

  /**
   * Notes that a database is open.
   *
   * @return what to close when it is closed
   * @throws StorageException when it is open already
   */
  static AutoCloseable claim(Path dir) {
    String real = RealPath.of(dir);
    if (!OPEN.add(real)) {
      throw new StorageException(
          "cannot open: lock hold by current process, which has a store open on "
              + real
              + "/LOCK; close that first, or use it (database="
              + dir
              + ")");
    }
    return () -> OPEN.remove(real);
  }
}
