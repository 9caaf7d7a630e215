// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard output: bytes through one buffer. Failures surface as {@link OutputFailure}, so that the
 * classes that print need not speak of them. Not thread-safe.
 */
final class Out {
  private final BufferedOutputStream stream;

  Out(OutputStream stream) {
    this.stream = new BufferedOutputStream(stream, 1 << 16);
  }

  /** Writes bytes as they are. */
  Out bytes(byte[] bytes) {
    try {
      stream.write(bytes);
      return this;
    } catch (IOException failure) {
      throw new OutputFailure(failure);
    }
  }

  /** Writes text as UTF-8. */
  Out text(String text) {
    return bytes(text.getBytes(UTF_8));
  }

  /** Writes text and ends the line. */
  Out line(String text) {
    return text(text).text("\n");
  }

  /** Hands everything to the operating system. */
  void flush() {
    try {
      stream.flush();
    } catch (IOException failure) {
      throw new OutputFailure(failure);
    }
  }
}
