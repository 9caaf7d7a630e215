// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lastword.Cursor;
import picocli.CommandLine.TypeConversionException;

/** Reads positions as listings show them: {@code stamp:member}. */
final class Cursors {
  private Cursors() {}

  /**
   * Reads a position. Only the first colon divides; the member may hold more, or be empty, which is
   * the position below every member of that stamp.
   */
  static Cursor parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new TypeConversionException(
          "must be stamp:member, as a listing shows them (given=" + text + ")");
    }
    try {
      long stamp = OperationParser.stampOf(text.substring(0, colon).getBytes(UTF_8));
      byte[] member = Arguments.bytes(text.substring(colon + 1), "member");
      Limits.checkMember(member, true);
      return new Cursor(stamp, member);
    } catch (MalformedInputException malformed) {
      throw new TypeConversionException(malformed.getMessage());
    }
  }
}
