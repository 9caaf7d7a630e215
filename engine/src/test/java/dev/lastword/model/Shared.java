// SPDX-License-Identifier: Apache-2.0
package dev.lastword.model;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Finds files that lie beside the repository and that not every checkout has. */
public final class Shared {
  private Shared() {}

  /**
   * Returns a file of the folder {@code shared}: the one that the system property {@code
   * lastword.shared} names, or the nearest one in a parent of the working directory.
   *
   * @param name relative to that folder
   * @throws org.opentest4j.TestAbortedException where the file is absent: the test is skipped
   */
  public static Path file(String name) {
    String given = System.getProperty("lastword.shared");
    if (given != null) {
      return present(Path.of(given, name));
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path file = at.resolve("shared").resolve(name);
      if (Files.exists(file)) {
        return file;
      }
    }
    return present(Path.of("..", "shared", name));
  }

  private static Path present(Path file) {
    Assumptions.assumeTrue(Files.exists(file), () -> "skipped: there is no " + file);
    return file;
  }
}
