// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What an application gets by depending on this library: four jars, and not one by accident. */
final class RuntimeClassPathTest {
  /** Written by the build just before the tests are compiled. */
  private static final Path LIST = Path.of("target", "runtime-class-path.txt");

  private static final Pattern VERSION = Pattern.compile("-\\d[^/]*\\.jar$");

  @Test
  void runtimeClassPath_ofTheLibrary_isExactlyWhatWeIntend() throws IOException {
    Set<String> artifacts = new TreeSet<>();
    for (String jar : Files.readString(LIST).strip().split(File.pathSeparator, -1)) {
      artifacts.add(VERSION.matcher(Path.of(jar).getFileName().toString()).replaceFirst(""));
    }
    assertEquals(
        new TreeSet<>(Set.of("rocksdbjni", "chronicle-bytes", "chronicle-core", "slf4j-api")),
        artifacts,
        "exclude what came in, or add it here with a reason in engine/pom.xml");
  }
}
