// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * The escapes of the operation log: keys and members are bytes, a log line is text.
 *
 * <p>Reading, {@code \t}, {@code \n}, {@code \r}, {@code \\} and {@code \xHH} stand for those bytes
 * and every other byte for itself. Writing, whatever would break a line or a terminal is escaped
 * (the backslash, control characters, characters that reorder the text around them, bytes that are
 * no valid UTF-8) and the rest passes as it is, so that reading what was written gives the same
 * bytes again.
 */
final class Escapes {
  private static final String HEX = "0123456789abcdef";

  /** More than the bytes of the characters that {@link #brief} shows. */
  private static final int BRIEF_BYTES = 256;

  private Escapes() {}

  /**
   * Escapes for a line of text.
   *
   * @param raw any bytes; not changed
   * @return printable UTF-8 without tabs and line ends; {@code raw} itself when nothing needs an
   *     escape
   */
  static byte[] escape(byte[] raw) {
    if (isPlain(raw)) {
      return raw;
    }
    ByteArrayOutputStream text = new ByteArrayOutputStream(raw.length + 16);
    for (int i = 0; i < raw.length; ) {
      int length = Utf8.printableLength(raw, i);
      if (length > 0 && raw[i] != '\\') {
        text.write(raw, i, length);
        i += length;
      } else {
        escapeByte(raw[i++] & 0xff, text);
      }
    }
    return text.toByteArray();
  }

  /** The same as a string, for messages and JSON. */
  static String toText(byte[] raw) {
    return new String(escape(raw), UTF_8);
  }

  /** The same, cut to what fits in a message. */
  static String brief(byte[] raw) {
    int limit = 60;
    // No character takes more than four bytes: what lies further back is not shown, nor escaped.
    String text = toText(raw.length > BRIEF_BYTES ? Arrays.copyOf(raw, BRIEF_BYTES) : raw);
    if (text.length() <= limit) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
    return text.substring(0, end) + "...";
  }

  private static boolean isPlain(byte[] raw) {
    for (byte b : raw) {
      if (b < 0x20 || b == 0x7f || b == '\\') {
        return false;
      }
    }
    return true;
  }

  private static void escapeByte(int b, ByteArrayOutputStream text) {
    text.write('\\');
    switch (b) {
      case '\t' -> text.write('t');
      case '\n' -> text.write('n');
      case '\r' -> text.write('r');
      case '\\' -> text.write('\\');
      default -> {
        text.write('x');
        text.write(HEX.charAt(b >> 4));
        text.write(HEX.charAt(b & 15));
      }
    }
  }

  /**
   * Reads escaped bytes.
   *
   * @param text where they stand
   * @param from index of the first byte
   * @param to index behind the last byte
   * @param what what is being read, for the message: {@code key} or {@code member}
   * @return the bytes meant
   * @throws MalformedInputException where a backslash begins none of the escapes
   */
  static byte[] unescape(byte[] text, int from, int to, String what)
      throws MalformedInputException {
    byte[] raw = new byte[to - from];
    int length = 0;
    for (int i = from; i < to; i++) {
      if (text[i] != '\\') {
        raw[length++] = text[i];
        continue;
      }
      int value = escapedByte(text, i, to);
      if (value < 0) {
        throw badEscape(text, i, to, what);
      }
      raw[length++] = (byte) value;
      i += text[i + 1] == 'x' ? 3 : 1;
    }
    return length == raw.length ? raw : Arrays.copyOf(raw, length);
  }

  /** The byte that the escape at {@code at} stands for, or -1 where it is none. */
  private static int escapedByte(byte[] text, int at, int to) {
    if (at + 1 >= to) {
      return -1;
    }
    return switch (text[at + 1]) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case '\\' -> '\\';
      case 'x' -> at + 3 < to ? hexByte(text[at + 2], text[at + 3]) : -1;
      default -> -1;
    };
  }

  private static int hexByte(byte high, byte low) {
    // Below 0 when either is no digit.
    return Character.digit(high, 16) << 4 | Character.digit(low, 16);
  }

  private static MalformedInputException badEscape(byte[] text, int at, int to, String what) {
    int end = Math.min(to, at + (at + 1 < to && text[at + 1] == 'x' ? 4 : 2));
    byte[] shown = Arrays.copyOfRange(text, at, end);
    String seen = new String(shown, 0, 1, UTF_8);
    if (shown.length > 1) {
      seen += toText(Arrays.copyOfRange(shown, 1, shown.length));
    }
    return new MalformedInputException(
        what + " holds " + seen + ", which is no escape; there are \\t \\n \\r \\\\ and \\xHH");
  }
}
