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
  private boolean outlivesReader;
  private boolean readerIsGone;

  Out(OutputStream stream) {
    this.stream = new BufferedOutputStream(stream, 1 << 16);
  }

  /**
   * For commands whose work and status count, whoever reads: from now on what is written for a
   * reader that is gone is dropped, instead of ending the command.
   */
  void outliveReader() {
    outlivesReader = true;
  }

  /** Writes bytes as they are. */
  Out bytes(byte[] bytes) {
    attempt(() -> stream.write(bytes));
    return this;
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
    attempt(stream::flush);
  }

  private void attempt(Attempt attempt) {
    if (readerIsGone) {
      return;
    }
    try {
      attempt.run();
    } catch (IOException cause) {
      OutputFailure failure = new OutputFailure(cause);
      if (!outlivesReader || !failure.readerIsGone()) {
        throw failure;
      }
      readerIsGone = true;
    }
  }

  private interface Attempt {
    void run() throws IOException;
  }
}
