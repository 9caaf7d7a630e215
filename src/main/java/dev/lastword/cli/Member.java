// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/** A member given on the command line, with the escapes of the operation log. */
final class Member {
  private final byte[] bytes;

  private Member(byte[] bytes) {
    this.bytes = bytes;
  }

  static Member parse(String text) {
    try {
      byte[] bytes = Arguments.bytes(text, "member");
      Limits.checkMember(bytes, false);
      return new Member(bytes);
    } catch (MalformedInputException malformed) {
      throw new TypeConversionException(malformed.getMessage());
    }
  }

  /** The bytes of an argument that picocli has made sure is there. */
  static byte[] given(@Nullable Member argument) {
    return Objects.requireNonNull(argument).bytes;
  }
}
