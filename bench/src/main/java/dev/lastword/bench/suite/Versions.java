// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.suite;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/** Which versions of what are in this jar, as the build noted them. */
final class Versions {

  private static final String FILE = "/dev/lastword/bench/versions.properties";

  private Versions() {}

  /** Versions by name. */
  static Map<String, String> all() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Versions.class.getResourceAsStream(FILE)) {
      properties.load(Objects.requireNonNull(in, FILE));
    }
    Map<String, String> versions = new TreeMap<>();
    properties.stringPropertyNames().forEach(n -> versions.put(n, properties.getProperty(n)));
    return versions;
  }
}
