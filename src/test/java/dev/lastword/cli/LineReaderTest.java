// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineReaderTest {
  @Test
  void next_linesOfEveryKind_areCutAtNewlines() throws IOException {
    assertEquals(List.of(), lines("", 1));
    assertEquals(List.of("a"), lines("a", 1));
    assertEquals(List.of("a"), lines("a\n", 1));
    assertEquals(List.of("", "", "b\r"), lines("\n\nb\r\n", 7));
    assertEquals(List.of("\0a", "", "c"), lines("\0a\n\nc", 2));
  }

  @Test
  void next_lineOverTheLimit_isToldAndPassedOver() throws IOException {
    LineReader reader = reader("abcd\nabcde\nabc\n" + "x".repeat(200_000), 3, 4);
    assertTrue(reader.next());
    assertFalse(reader.tooLong());
    assertTrue(reader.next());
    assertTrue(reader.tooLong());
    assertTrue(reader.next());
    assertEquals("abc", text(reader));
    assertEquals(3, reader.number());
    assertTrue(reader.next());
    assertTrue(reader.tooLong());
    assertFalse(reader.next());
  }

  @Test
  void next_endlessLine_doesNotFillMemory() throws IOException {
    LineReader reader = new LineReader(new Zeros(300L << 20), 1000);
    assertTrue(reader.next());
    assertTrue(reader.tooLong());
    assertTrue(reader.buffer().length <= 1 << 17, "buffer " + reader.buffer().length);
    assertFalse(reader.next());
  }

  @Test
  void next_randomText_equalsSplit() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      StringBuilder text = new StringBuilder();
      List<String> expected = new ArrayList<>();
      for (int line = random.nextInt(40); line >= 0; line--) {
        String s = "y".repeat(random.nextInt(10) == 0 ? random.nextInt(90_000) : random.nextInt(9));
        expected.add(s);
        text.append(s).append('\n');
      }
      assertEquals(expected, lines(text.toString(), 1 + random.nextInt(70_000)), "seed " + seed);
    }
  }

  private static List<String> lines(String text, int chunk) throws IOException {
    LineReader reader = reader(text, chunk, 1 << 20);
    List<String> lines = new ArrayList<>();
    while (reader.next()) {
      assertFalse(reader.tooLong());
      lines.add(text(reader));
      assertEquals(lines.size(), reader.number());
    }
    return lines;
  }

  private static String text(LineReader reader) {
    int length = reader.end() - reader.start();
    return new String(reader.buffer(), reader.start(), length, ISO_8859_1);
  }

  /** A reader over a stream that gives at most {@code chunk} bytes at a time. */
  private static LineReader reader(String text, int chunk, int longest) {
    InputStream whole = new ByteArrayInputStream(text.getBytes(ISO_8859_1));
    InputStream slow =
        new InputStream() {
          @Override
          public int read() throws IOException {
            return whole.read();
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            return whole.read(target, offset, Math.min(length, chunk));
          }
        };
    return new LineReader(slow, longest);
  }

  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long count) {
      left = count;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      int count = (int) Math.min(length, left);
      left -= count;
      return count == 0 ? -1 : count;
    }
  }
}
