// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Has {@link RecycleCheck} look at the MANIFEST and the logs of a database. Done again, it reads
 * what has been appended since, and the block of 32 KiB in which that begins. Thread-safe.
 */
final class LogWatch {
  private final Map<Path, RecycleCheck> known = new HashMap<>();

  /**
   * To be called before RocksDB reads any of it.
   *
   * @param manifest the file that CURRENT names
   * @param logDir where the database's logs are, mostly its directory
   * @throws StorageException naming the file and the place
   */
  synchronized void refuse(Path manifest, Path logDir) throws IOException {
    List<Path> logs = LogScan.logs(logDir);
    known.keySet().removeIf(file -> !file.equals(manifest) && !logs.contains(file));
    known.computeIfAbsent(manifest, RecycleCheck::ofManifest).run();
    for (Path log : logs) {
      known.computeIfAbsent(log, RecycleCheck::ofLog).run();
    }
  }
}
