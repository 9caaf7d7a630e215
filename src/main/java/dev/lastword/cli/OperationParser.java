// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import java.util.Arrays;

/**
 * Reads lines of the operation log: {@code op TAB stamp TAB key TAB member}.
 *
 * <p>One object is used for all lines of a log; what it holds is valid until the next call of
 * {@link #parse}, except for the arrays, which it never touches again. Not thread-safe.
 */
final class OperationParser {
  /** What an operation does; the sign is how the log writes it. */
  enum Kind {
    ADD('+'),
    DELETE('-'),
    FORGET('!');

    final char sign;

    Kind(char sign) {
      this.sign = sign;
    }
  }

  private static final byte[] NONE = {};

  private final int[] ends = new int[5];
  private Kind kind = Kind.ADD;
  private long stamp;
  private byte[] key = NONE;
  private byte[] member = NONE;

  Kind kind() {
    return kind;
  }

  long stamp() {
    return stamp;
  }

  byte[] key() {
    return key;
  }

  /** Empty for a forget that names none. */
  byte[] member() {
    return member;
  }

  /**
   * Reads one line.
   *
   * @param line where it stands
   * @param from index of its first byte
   * @param to index behind its last byte, the line end left out
   * @throws MalformedInputException when it is no operation
   */
  void parse(byte[] line, int from, int to) throws MalformedInputException {
    if (from == to) {
      throw new MalformedInputException("line is empty; an operation is expected");
    }
    int fields = split(line, from, to);
    kind = kindOf(line, from, ends[0]);
    checkCount(fields, line, from, to);
    stamp = stampOf(line, ends[0] + 1, ends[1]);
    key = Escapes.unescape(line, ends[1] + 1, ends[2], "key");
    member = fields == 4 ? Escapes.unescape(line, ends[2] + 1, ends[3], "member") : NONE;
    Limits.checkKey(key);
    Limits.checkMember(member, kind == Kind.FORGET);
  }

  /** Notes where the fields end; returns how many there are, where 5 means more than four. */
  private int split(byte[] line, int from, int to) {
    int fields = 0;
    for (int i = from; i < to && fields < 4; i++) {
      if (line[i] == '\t') {
        ends[fields++] = i;
      }
    }
    ends[fields] = to;
    return fields + 1;
  }

  private static Kind kindOf(byte[] line, int from, int to) throws MalformedInputException {
    if (to - from == 1) {
      for (Kind kind : Kind.values()) {
        if (kind.sign == line[from]) {
          return kind;
        }
      }
    }
    String seen = Escapes.brief(Arrays.copyOfRange(line, from, to));
    throw new MalformedInputException(
        "op must be + (add), - (delete) or ! (forget), followed by a tab (op=" + seen + ")");
  }

  private void checkCount(int fields, byte[] line, int from, int to)
      throws MalformedInputException {
    int fewest = kind == Kind.FORGET ? 3 : 4;
    if (fields > 4) {
      throw new MalformedInputException(
          "line has more than 4 fields; a tab inside a key or member is written \\t");
    }
    if (fields < fewest) {
      String expected = kind == Kind.FORGET ? "op, stamp, key" : "op, stamp, key, member";
      String seen = Escapes.brief(Arrays.copyOfRange(line, from, to));
      throw new MalformedInputException(
          "line has "
              + fields
              + (fields == 1 ? " field; " : " fields; ")
              + expected
              + " are expected, separated by tabs (line="
              + seen
              + ")");
    }
  }

  private static long stampOf(byte[] line, int from, int to) throws MalformedInputException {
    boolean negative = from < to && line[from] == '-';
    int first = negative ? from + 1 : from;
    // Counted down, because the smallest stamp has no positive counterpart.
    long below = 0;
    boolean fits = first < to;
    for (int i = first; i < to && fits; i++) {
      int digit = line[i] - '0';
      fits = digit >= 0 && digit <= 9 && below >= (Long.MIN_VALUE + digit) / 10;
      below = below * 10 - digit;
    }
    if (!fits || (!negative && below == Long.MIN_VALUE)) {
      throw new MalformedInputException(
          "stamp must be a whole number from -9223372036854775808 to 9223372036854775807 (stamp="
              + Escapes.brief(Arrays.copyOfRange(line, from, to))
              + ")");
    }
    return negative ? below : -below;
  }

  /** Reads a stamp alone, as a cursor holds it. */
  static long stampOf(byte[] text) throws MalformedInputException {
    return stampOf(text, 0, text.length);
  }
}
