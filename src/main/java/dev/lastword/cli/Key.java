// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/** A key given on the command line, with the escapes of the operation log. */
final class Key {
  private final byte[] bytes;

  private Key(byte[] bytes) {
    this.bytes = bytes;
  }

  static Key parse(String text) {
    try {
      byte[] bytes = Arguments.bytes(text, "key");
      Limits.checkKey(bytes);
      return new Key(bytes);
    } catch (MalformedInputException malformed) {
      throw new TypeConversionException(malformed.getMessage());
    }
  }

  /** The bytes of an argument that picocli has made sure is there. */
  static byte[] given(@Nullable Key argument) {
    return Objects.requireNonNull(argument).bytes;
  }
}
