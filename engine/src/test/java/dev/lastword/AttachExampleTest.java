// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

/** The code under "Embedding LwwStore" in docs/embedding.md is the code that is tested. */
final class AttachExampleTest {

  @TempDir Path directory;

  @Test
  void example_run_findsWhatItWrote() throws RocksDBException {
    byte[] photo = "photo-17".getBytes(StandardCharsets.UTF_8);
    assertEquals(List.of(new Entry(photo, 1_700_000_100)), AttachExample.newestOfAnna(directory));
  }

  @Test
  void example_inTheDocument_isTheCodeThatRuns() throws IOException {
    String source = Files.readString(Path.of("src/test/java/dev/lastword/AttachExample.java"));
    String code = source.substring(source.indexOf("final class "));
    String document = Files.readString(Path.of("..", "docs", "embedding.md"));
    assertTrue(
        document.contains("```java\n" + code + "```\n"), "copy AttachExample to the document");
  }
}
