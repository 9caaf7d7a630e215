// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lastword.cli.OperationParser.Kind;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OperationParserTest {
  private final OperationParser parser = new OperationParser();

  @Test
  void parse_add_readsAllFields() throws MalformedInputException {
    parse("+\t1700000000\tfeed\tphoto 1");
    check(Kind.ADD, 1_700_000_000, "feed", "photo 1");
  }

  @Test
  void parse_delete_readsAllFields() throws MalformedInputException {
    parse("-\t-5\tfeed\tphoto");
    check(Kind.DELETE, -5, "feed", "photo");
  }

  @Test
  void parse_forget_takesAMemberOrNone() throws MalformedInputException {
    parse("!\t40\tfeed");
    check(Kind.FORGET, 40, "feed", "");
    parse("!\t40\tfeed\t");
    check(Kind.FORGET, 40, "feed", "");
    parse("!\t40\tfeed\tm");
    check(Kind.FORGET, 40, "feed", "m");
  }

  @Test
  void parse_escapes_areReadInKeyAndMember() throws MalformedInputException {
    parse("+\t1\ta\\tb\\\\\t\\x00\\n\\r");
    check(Kind.ADD, 1, "a\tb\\", "\0\n\r");
  }

  @Test
  void parse_hostileBytes_standForThemselves() throws MalformedInputException {
    parse("+\t1\t\u00ff\u0000\r\t\u0080'\"");
    assertArrayEquals("\u00ff\u0000\r".getBytes(ISO_8859_1), parser.key());
    assertArrayEquals("\u0080'\"".getBytes(ISO_8859_1), parser.member());
  }

  @Test
  void parse_stampsAtTheEdge_areRead() throws MalformedInputException {
    for (long stamp : new long[] {Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, 0, 1, Long.MAX_VALUE}) {
      parse("+\t" + stamp + "\tk\tm");
      assertEquals(stamp, parser.stamp());
    }
    parse("+\t-0\tk\tm");
    assertEquals(0, parser.stamp());
    parse("+\t0000000000000000000000007\tk\tm");
    assertEquals(7, parser.stamp());
  }

  @Test
  void parse_badStamp_isRefused() {
    for (String stamp :
        new String[] {
          "",
          "-",
          "+5",
          "5 ",
          " 5",
          "1e3",
          "0x10",
          "12a",
          "--1",
          "1.0",
          "\u00b2",
          "9223372036854775808",
          "-9223372036854775809",
          "99999999999999999999999"
        }) {
      assertEquals(
          "stamp must be a whole number from -9223372036854775808 to 9223372036854775807 (stamp="
              + Escapes.toText(stamp.getBytes(ISO_8859_1))
              + ")",
          refusal("+\t" + stamp + "\tk\tm"));
    }
  }

  @Test
  void parse_otherOps_areRefused() {
    String rule = "op must be + (add), - (delete) or ! (forget), followed by a tab (op=";
    assertEquals(rule + "x)", refusal("x\t1\tk\tm"));
    assertEquals(rule + ")", refusal("\t1\tk\tm"));
    assertEquals(rule + "++)", refusal("++\t1\tk\tm"));
    assertEquals(rule + "\\r)", refusal("\r"));
    assertEquals(rule + "# a comment)", refusal("# a comment"));
    assertEquals(rule + "+ 1 k m)", refusal("+ 1 k m"));
    assertEquals(rule + "\\xef\\xbb\\xbf+)", refusal("\u00ef\u00bb\u00bf+\t1\tk\tm"));
  }

  @Test
  void parse_wrongNumberOfFields_isRefused() {
    assertEquals("line is empty; an operation is expected", refusal(""));
    String expected = "op, stamp, key, member are expected, separated by tabs (line=";
    assertEquals("line has 1 field; " + expected + "+)", refusal("+"));
    assertEquals("line has 2 fields; " + expected + "+\\t1)", refusal("+\t1"));
    assertEquals("line has 3 fields; " + expected + "-\\t1\\tk)", refusal("-\t1\tk"));
    assertEquals(
        "line has 2 fields; op, stamp, key are expected, separated by tabs (line=!\\t1)",
        refusal("!\t1"));
    String tooMany = "line has more than 4 fields; a tab inside a key or member is written \\t";
    assertEquals(tooMany, refusal("+\t1\tk\tm\t"));
    assertEquals(tooMany, refusal("!\t1\tk\tm\tn\to\tp"));
  }

  @Test
  void parse_badKeyOrMember_isRefused() {
    assertEquals("key is empty; it needs 1 to 65536 bytes", refusal("+\t1\t\tm"));
    assertEquals("member is empty; it needs 1 to 65535 bytes", refusal("+\t1\tk\t"));
    assertEquals("member is empty; it needs 1 to 65535 bytes", refusal("-\t1\tk\t"));
    assertEquals(
        "key holds \\q, which is no escape; there are \\t \\n \\r \\\\ and \\xHH",
        refusal("+\t1\t\\q\tm"));
    assertEquals(
        "member is 65536 bytes; the limit is 65535 (member=" + "m".repeat(60) + "...)",
        refusal("+\t1\tk\t" + "m".repeat(65_536)));
    assertEquals(
        "key is 65537 bytes; the limit is 65536 (key=" + "k".repeat(60) + "...)",
        refusal("!\t1\t" + "k".repeat(65_537)));
  }

  @Test
  void parse_longestKeyAndMember_areReadAlsoEscaped() throws MalformedInputException {
    parse("+\t1\t" + "\\x00".repeat(65_536) + "\t" + "\\xff".repeat(65_535));
    assertEquals(65_536, parser.key().length);
    assertEquals(65_535, parser.member().length);
  }

  @Test
  void parse_randomOperations_comeBackFromTheirLine() throws MalformedInputException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 5_000; round++) {
      byte[] key = bytes(random);
      byte[] member = bytes(random);
      long stamp = random.nextLong() >> random.nextInt(64);
      parser.parse(line("-\t" + stamp + "\t", key, member), 0, lineLength);
      assertEquals(stamp, parser.stamp(), "seed " + seed);
      assertArrayEquals(key, parser.key(), "seed " + seed);
      assertArrayEquals(member, parser.member(), "seed " + seed);
    }
  }

  @Test
  void parse_randomLines_areReadOrRefused() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String letters = "+-!\t\t\t0123456789\\xtnr k\u0000\u00ff";
    for (int round = 0; round < 50_000; round++) {
      StringBuilder line = new StringBuilder();
      random
          .ints(random.nextInt(14), 0, letters.length())
          .forEach(i -> line.append(letters.charAt(i)));
      try {
        parse(line.toString());
      } catch (MalformedInputException refused) {
        // The answer for nearly all of them; any other exception fails the test.
      }
    }
  }

  private int lineLength;

  private byte[] line(String head, byte[] key, byte[] member) {
    var line = new java.io.ByteArrayOutputStream();
    line.writeBytes(head.getBytes(UTF_8));
    line.writeBytes(Escapes.escape(key));
    line.write('\t');
    line.writeBytes(Escapes.escape(member));
    lineLength = line.size();
    return line.toByteArray();
  }

  private static byte[] bytes(Random random) {
    byte[] bytes = new byte[1 + random.nextInt(20)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Reads a line, one character a byte, from the middle of a buffer. */
  private void parse(String line) throws MalformedInputException {
    byte[] buffer = ("#" + line + "#").getBytes(ISO_8859_1);
    parser.parse(buffer, 1, buffer.length - 1);
  }

  private String refusal(String line) {
    return String.valueOf(
        assertThrows(MalformedInputException.class, () -> parse(line)).getMessage());
  }

  private void check(Kind kind, long stamp, String key, String member) {
    assertEquals(kind, parser.kind());
    assertEquals(stamp, parser.stamp());
    assertArrayEquals(key.getBytes(ISO_8859_1), parser.key());
    assertArrayEquals(member.getBytes(ISO_8859_1), parser.member());
  }
}
