// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.lastword.model.Allocation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;

/**
 * Arbitrary bytes as an operation log: each line is an operation or is refused, a bad one does
 * nothing to its neighbours, and what was read is written as a line that reads the same again.
 */
@Tag("fuzz")
final class OperationFuzzTest {
  private static final int LONGEST = 4_096;

  /** An exception with its stack trace among it. */
  private static final long HEAP_ALWAYS = 32 << 10;

  private static final long HEAP_PER_BYTE = 8;

  private final OperationParser parser = new OperationParser();
  private final OperationParser alone = new OperationParser();

  @FuzzTest
  void parse_arbitraryLog_isReadOrRefused(byte[] log) throws IOException {
    LineReader lines = new LineReader(new ByteArrayInputStream(log), LONGEST);
    List<String> expected = new String(log, ISO_8859_1).lines().toList();
    boolean simple = indexOf(log, '\r') < 0;
    int number = 0;
    while (lines.next()) {
      byte[] line = Arrays.copyOfRange(lines.buffer(), lines.start(), lines.end());
      if (simple && !lines.tooLong()) {
        assertEquals(expected.get(number), new String(line, ISO_8859_1));
      }
      number++;
      check(line, lines);
      assertTrue(lines.buffer().length <= 1 << 17);
    }
    assertTrue(!simple || number == expected.size(), () -> "lines: " + expected.size());
  }

  private void check(byte[] line, LineReader lines) {
    String problem = parse(parser, lines.buffer(), lines.start(), lines.end());
    assertEquals(parse(alone, line, 0, line.length), problem);
    if (problem.isEmpty()) {
      byte[] written = line();
      assertEquals("", parse(alone, written, 0, written.length));
      assertEquals(parser.kind(), alone.kind());
      assertEquals(parser.stamp(), alone.stamp());
      assertArrayEquals(parser.key(), alone.key());
      assertArrayEquals(parser.member(), alone.member());
    }
  }

  private byte[] line() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    line.writeBytes((parser.kind().sign + "\t" + parser.stamp() + "\t").getBytes(ISO_8859_1));
    line.writeBytes(Escapes.escape(parser.key()));
    if (parser.member().length > 0) {
      line.write('\t');
      line.writeBytes(Escapes.escape(parser.member()));
    }
    return line.toByteArray();
  }

  /** Returns what is wrong with a line, or nothing; its length bounds what that allocates. */
  private static String parse(OperationParser parser, byte[] line, int from, int to) {
    long most = HEAP_ALWAYS + HEAP_PER_BYTE * (to - from);
    return Allocation.atMost(most, () -> problem(parser, line, from, to));
  }

  private static String problem(OperationParser parser, byte[] line, int from, int to) {
    try {
      parser.parse(line, from, to);
      return "";
    } catch (MalformedInputException e) {
      String message = String.valueOf(e.getMessage());
      assertTrue(message.length() < 400, message);
      return message;
    }
  }

  private static int indexOf(byte[] bytes, int wanted) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }
}
