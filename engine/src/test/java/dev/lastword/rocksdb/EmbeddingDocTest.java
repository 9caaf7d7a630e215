// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The code in docs/embedding.md is the code that is tested. */
final class EmbeddingDocTest {
  private static final String SOURCES = "engine/src/test/java/dev/lastword/rocksdb/";

  @ParameterizedTest
  @ValueSource(strings = {"Counter.java", "CounterExample.java"})
  void code_inTheDocument_isTheTestsCode(String file) throws IOException {
    Path root = root();
    String source = Files.readString(root.resolve(SOURCES + file));
    String code = source.substring(source.indexOf("final class "));
    String document = Files.readString(root.resolve("docs/embedding.md"));
    assertTrue(
        document.contains("```java\n" + code + "```\n"), "copy " + file + " to the document");
  }

  @Test
  void code_inTheDocument_works(@TempDir Path directory) throws Exception {
    assertEquals(42, CounterExample.countTo42(directory));
  }

  private static Path root() {
    Path at = Path.of("").toAbsolutePath();
    while (at != null && !Files.exists(at.resolve("docs/embedding.md"))) {
      at = at.getParent();
    }
    return at == null ? abort("docs/embedding.md is not there") : at;
  }
}
