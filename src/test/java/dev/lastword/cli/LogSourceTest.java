// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSourceTest {
  @TempDir Path dir;

  @Test
  void stream_fileThatGrows_endsWhereItEndedAtFirst() throws IOException {
    Path file = Files.writeString(dir.resolve("a.tsv"), "+\t1\ta\tx\n");
    try (LogSource log = LogSource.open(file.toString(), InputStream.nullInputStream())) {
      assertEquals("+\t1\ta\tx\n", all(log));
      Files.writeString(file, "+\t2\tb", StandardOpenOption.APPEND);
      assertEquals("+\t1\ta\tx\n", all(log));
      assertEquals("+\t1\ta\tx\n", byteByByte(log));
    }
  }

  private static String all(LogSource log) throws IOException {
    try (InputStream in = log.stream()) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static String byteByByte(LogSource log) throws IOException {
    StringBuilder text = new StringBuilder();
    try (InputStream in = log.stream()) {
      for (int next = in.read(); next >= 0; next = in.read()) {
        text.append((char) next);
      }
    }
    return text.toString();
  }
}
