// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

/** Finds the characters in bytes that are mostly, but not always, UTF-8. */
final class Utf8 {
  private Utf8() {}

  /**
   * Length of the character that begins at an index.
   *
   * <p>The characters that count as not printable are a fixed list and not Java's Unicode tables,
   * so that the same bytes are written in the same way by every JDK.
   *
   * @param bytes any bytes
   * @param at index into them
   * @return 1 to 4, or 0 where no valid printable character begins
   */
  static int printableLength(byte[] bytes, int at) {
    int first = bytes[at] & 0xff;
    if (first < 0x80) {
      return first >= 0x20 && first != 0x7f ? 1 : 0;
    }
    int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || at + length > bytes.length) {
      return 0;
    }
    int point = first & 0x7f >> length;
    for (int i = 1; i < length; i++) {
      int next = bytes[at + i] & 0xff;
      if ((next & 0xc0) != 0x80) {
        return 0;
      }
      point = point << 6 | (next & 0x3f);
    }
    return isScalar(point, length) && isPrintable(point) ? length : 0;
  }

  /** Refuses encodings longer than need be, surrogates, and what lies behind the last plane. */
  private static boolean isScalar(int point, int length) {
    boolean shortest = length == 2 || point >= (length == 3 ? 0x800 : 0x10000);
    return shortest && (point < 0xd800 || point > 0xdfff) && point <= 0x10ffff;
  }

  private static boolean isPrintable(int point) {
    boolean control = point < 0xa0;
    boolean lineEnd = point == 0x2028 || point == 0x2029;
    boolean reorders =
        point == 0x061c
            || point == 0x200e
            || point == 0x200f
            || (point >= 0x202a && point <= 0x202e)
            || (point >= 0x2066 && point <= 0x2069);
    boolean lost = point == 0xfffd; // as an argument it would be taken for a byte that was lost
    return !control && !lineEnd && !reorders && !lost && point != 0xfeff;
  }
}
