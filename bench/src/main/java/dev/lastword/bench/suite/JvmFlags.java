// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.suite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The JVM flags that the library needs, in every fork. */
final class JvmFlags {

  private static final String FILE = "/dev/lastword/bench/java.args";

  private JvmFlags() {}

  static List<String> all() throws IOException {
    try (InputStream in = JvmFlags.class.getResourceAsStream(FILE)) {
      String text =
          new String(Objects.requireNonNull(in, FILE).readAllBytes(), StandardCharsets.US_ASCII);
      return List.of(text.strip().split("\\s+"));
    }
  }
}
