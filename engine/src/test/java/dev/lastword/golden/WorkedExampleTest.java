// SPDX-License-Identifier: Apache-2.0
package dev.lastword.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lastword.merge.KernelStateMachine;
import dev.lastword.model.Bytes;
import dev.lastword.model.ModelState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The bytes that {@code docs/format.md} draws are what the code writes. */
final class WorkedExampleTest {

  private static final Path PAGE = Path.of("..", "docs", "format.md");
  private static final Pattern LINE =
      Pattern.compile("    ([0-9a-f]{4})  ([0-9a-f]{2}(?: [0-9a-f]{2})*) {2,}\\S.*");

  @Test
  void page_workedExample_isWhatTheKernelWrites() throws IOException {
    ModelState state =
        new ModelState.Builder()
            .add(Bytes.utf8("bee"), 9)
            .delete(Bytes.utf8("bee"), 4)
            .add(Bytes.utf8("goat"), 7)
            .add(Bytes.utf8("cow"), 6)
            .delete(Bytes.utf8("cow"), 8)
            .horizon(2, Bytes.EMPTY)
            .build();
    try (KernelStateMachine machine = new KernelStateMachine()) {
      assertArrayEquals(Golden.encode(machine, state), bytesOfThePage());
    }
  }

  private static byte[] bytesOfThePage() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String line : Files.readAllLines(PAGE)) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        assertEquals(bytes.size(), Integer.parseInt(matcher.group(1), 16), line);
        bytes.writeBytes(HexFormat.ofDelimiter(" ").parseHex(matcher.group(2)));
      }
    }
    return bytes.toByteArray();
  }
}
