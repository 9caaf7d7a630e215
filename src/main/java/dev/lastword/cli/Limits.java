// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import dev.lastword.SetWriter;
import java.util.Arrays;

/** What a key and a member may be, checked before anything is written. */
final class Limits {
  /** Longest log line in bytes: every byte of key and member may be written as four. */
  static final int MAX_LINE = 32 + 4 * (SetWriter.MAX_KEY_BYTES + SetWriter.MAX_MEMBER_BYTES);

  private Limits() {}

  static void checkKey(byte[] key) throws MalformedInputException {
    check(key, "key", 1, SetWriter.MAX_KEY_BYTES);
  }

  static void checkMember(byte[] member, boolean mayBeEmpty) throws MalformedInputException {
    check(member, "member", mayBeEmpty ? 0 : 1, SetWriter.MAX_MEMBER_BYTES);
  }

  private static void check(byte[] bytes, String what, int fewest, int most)
      throws MalformedInputException {
    if (bytes.length < fewest) {
      throw new MalformedInputException(what + " is empty; it needs 1 to " + most + " bytes");
    }
    if (bytes.length > most) {
      String begin = Escapes.brief(Arrays.copyOf(bytes, 80));
      throw new MalformedInputException(
          "%s is %d bytes; the limit is %d (%s=%s)"
              .formatted(what, bytes.length, most, what, begin));
    }
  }
}
