// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EscapesTest {
  @Test
  void escape_lineBreakingBytes_haveShortForms() {
    assertEquals("a\\tb\\nc\\rd\\\\e", Escapes.toText("a\tb\nc\rd\\e".getBytes(UTF_8)));
  }

  @Test
  void escape_controlBytes_areWrittenByNumber() {
    assertEquals("\\x00\\x1b[0m\\x7f", Escapes.toText("\0\033[0m\177".getBytes(UTF_8)));
  }

  @Test
  void escape_validUtf8_passes() {
    String text = "Zoë 東京 😀 \u00a0~ ";
    assertEquals(text, Escapes.toText(text.getBytes(UTF_8)));
  }

  @Test
  void escape_whatMovesTextAround_isWrittenByNumber() {
    assertEquals(
        "\\xe2\\x80\\xaeabc\\xc2\\x85\\xe2\\x80\\xa8\\xef\\xbb\\xbf",
        Escapes.toText("\u202eabc\u0085\u2028\ufeff".getBytes(UTF_8)));
  }

  @Test
  void escape_invalidUtf8_isWrittenByteByByte() {
    assertEquals("\\xff", text("\u00ff"), "never valid");
    assertEquals("\\xc0\\x80", text("\u00c0\u0080"), "overlong zero");
    assertEquals("\\xe0\\x80\\xaf", text("\u00e0\u0080\u00af"), "overlong slash");
    assertEquals("\\xf0\\x8f\\xbf\\xbf", text("\u00f0\u008f\u00bf\u00bf"), "overlong, 4 bytes");
    assertEquals("\\xed\\xa0\\x80", text("\u00ed\u00a0\u0080"), "surrogate");
    assertEquals("\\xf4\\x90\\x80\\x80", text("\u00f4\u0090\u0080\u0080"), "behind U+10FFFF");
    assertEquals("\\xe6\\x9d", text("\u00e6\u009d"), "cut off");
    assertEquals("\\xe6(", text("\u00e6("), "not continued");
  }

  @Test
  void escape_randomBytes_comeBackUnchanged() throws MalformedInputException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      byte[] raw = new byte[random.nextInt(24)];
      random.nextBytes(raw);
      byte[] text = Escapes.escape(raw);
      assertArrayEquals(raw, unescape(new String(text, UTF_8)), "seed " + seed);
      assertTrue(isOneCleanLine(text), "seed " + seed);
    }
  }

  /** What Java puts where a shell's encoding has no character. */
  @Test
  void escape_theReplacementCharacter_comesBackAsAnArgument() throws MalformedInputException {
    byte[] raw = "\ufffd".getBytes(UTF_8);
    assertEquals("\\xef\\xbf\\xbd", Escapes.toText(raw));
    assertArrayEquals(raw, unescape(Escapes.toText(raw)));
  }

  @Test
  void escape_randomCharacters_comeBackUnchanged() throws MalformedInputException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 5_000; round++) {
      int[] points = random.ints(8, 0, Character.MAX_CODE_POINT + 1).toArray();
      byte[] raw = new String(points, 0, points.length).getBytes(UTF_8);
      assertArrayEquals(raw, unescape(Escapes.toText(raw)), "seed " + seed);
    }
  }

  @Test
  void unescape_everyHexPair_isThatByte() throws MalformedInputException {
    for (int b = 0; b < 256; b++) {
      byte[] expected = {(byte) b};
      assertArrayEquals(expected, unescape("\\x%02x".formatted(b)));
      assertArrayEquals(expected, unescape("\\x%02X".formatted(b)));
    }
  }

  @Test
  void unescape_anyOtherByte_standsForItself() throws MalformedInputException {
    byte[] raw = new byte[256];
    for (int b = 0; b < 256; b++) {
      raw[b] = (byte) (b == '\\' ? 'x' : b);
    }
    assertArrayEquals(raw, Escapes.unescape(raw, 0, raw.length, "key"));
  }

  @Test
  void unescape_noEscape_isRefused() {
    refused("\\q", "member holds \\q, which is no escape");
    refused("a\\", "member holds \\, which is no escape");
    refused("\\x1", "member holds \\x1, which is no escape");
    refused("\\x", "member holds \\x, which is no escape");
    refused("\\xg0z", "member holds \\xg0, which is no escape");
    refused("\\x0 ", "member holds \\x0 , which is no escape");
    refused("\\X41", "member holds \\X, which is no escape");
    refused("\\T", "member holds \\T, which is no escape");
    refused("\\0", "member holds \\0, which is no escape");
    refused("\\u0041", "member holds \\u, which is no escape");
    refused("\\\t", "member holds \\\\t, which is no escape");
    refused("\\x\uff11\uff11", "member holds \\x");
  }

  @Test
  void brief_farLongerText_isCutAtTheSameCharacter() {
    for (String character : List.of("x", "é", "€", "😀")) {
      String shown = character.repeat(60 / character.length()) + "...";
      assertEquals(shown, Escapes.brief(character.repeat(1_000).getBytes(UTF_8)));
    }
    byte[] bad = new byte[1_000];
    Arrays.fill(bad, (byte) 0xff);
    assertEquals("\\xff".repeat(15) + "...", Escapes.brief(bad));
  }

  @Test
  void brief_longText_isCut() {
    assertEquals("x".repeat(60) + "...", Escapes.brief("x".repeat(61).getBytes(UTF_8)));
    assertEquals("x".repeat(60), Escapes.brief("x".repeat(60).getBytes(UTF_8)));
    assertEquals(
        "x".repeat(59) + "...", Escapes.brief(("x".repeat(59) + "😀y").getBytes(UTF_8)), "pair");
  }

  private static String text(String latin1) {
    return Escapes.toText(latin1.getBytes(ISO_8859_1));
  }

  private static byte[] unescape(String text) throws MalformedInputException {
    return Arguments.bytes(text, "member");
  }

  private static void refused(String text, String message) {
    var refusal = assertThrows(MalformedInputException.class, () -> unescape(text));
    assertTrue(String.valueOf(refusal.getMessage()).startsWith(message), String.valueOf(refusal));
  }

  private static boolean isOneCleanLine(byte[] text) {
    return new String(text, UTF_8).chars().noneMatch(c -> Character.isISOControl(c) || c == 0xfffd);
  }
}
