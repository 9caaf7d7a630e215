// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bridge on other releases of rocksdbjni: the rows of docs/compatibility.md. */
final class CompatibilityTest {
  /** Filled by the build before the tests run. */
  private static final Path JARS = Path.of("target", "compat").toAbsolutePath();

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"8.11.4", "9.11.2", "10.1.3", "10.10.1"})
  void bridge_onAnOlderRocksdbjni_works(String version) throws Exception {
    Path jar = JARS.resolve("rocksdbjni-" + version + ".jar");
    assertTrue(Files.exists(jar), "the build did not fetch " + jar);
    check(version, ChildJvm.classPathReplacing("rocksdbjni", jar));
  }

  @ParameterizedTest
  @ValueSource(strings = "11.8.1")
  void bridge_onTheRocksdbjniWeBuildWith_works(String version) throws Exception {
    check(version, ChildJvm.currentClassPath());
  }

  private void check(String version, String classPath) throws Exception {
    String output =
        ChildJvm.in(directory)
            .classPath(classPath)
            .run(MergeProgram.class)
            .assertStatus(7)
            .output();
    assertTrue(output.contains("rocksdbjni " + version + " works"), output);
    assertTrue(table().contains("| " + version + " | works |"), "docs/compatibility.md lacks it");
  }

  private static String table() throws IOException {
    Path docs = Path.of("").toAbsolutePath();
    while (docs != null && !Files.exists(docs.resolve("docs/compatibility.md"))) {
      docs = docs.getParent();
    }
    return docs == null ? "" : Files.readString(docs.resolve("docs/compatibility.md"));
  }
}
