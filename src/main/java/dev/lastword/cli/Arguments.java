// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.TypeConversionException;

/** Reads words of the command line. */
final class Arguments {
  private Arguments() {}

  /** Escaped bytes, for a key or a member. */
  static byte[] bytes(String text, String what) throws MalformedInputException {
    if (RawArguments.isLost(text)) {
      throw new MalformedInputException(
          what
              + " holds a character that the shell's encoding lost on the way here; write its bytes"
              + " as \\xHH");
    }
    byte[] bytes = RawArguments.bytes(text);
    return Escapes.unescape(bytes, 0, bytes.length, what);
  }

  /** A path of the file system. */
  static Path path(String text) {
    try {
      if (!text.isEmpty()) {
        return Path.of(RawArguments.text(text));
      }
    } catch (InvalidPathException invalid) {
      throw new TypeConversionException("no path: " + invalid.getReason());
    }
    throw new TypeConversionException("a path cannot be empty");
  }

  /** A count that is not negative. */
  static long count(String text) {
    try {
      long count = Long.parseLong(text);
      if (count >= 0) {
        return count;
      }
    } catch (NumberFormatException notANumber) {
      // Falls through to the one message for both.
    }
    throw new TypeConversionException(
        "must be a whole number from 0 to " + Long.MAX_VALUE + " (given=" + text + ")");
  }
}
