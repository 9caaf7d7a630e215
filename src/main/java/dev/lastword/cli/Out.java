// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Standard output: bytes through one buffer. Failures surface as {@link OutputFailure}, so that the
 * classes that print need not speak of them. Not thread-safe.
 */
final class Out {
  private final BufferedOutputStream stream;
  private boolean outlivesFailure;
  private @Nullable OutputFailure failure;

  Out(OutputStream stream) {
    this.stream = new BufferedOutputStream(stream, 1 << 16);
  }

  /**
   * For commands whose work counts, whether or not what they print arrives: once writing fails, as
   * where the reader is gone or the disk is full, the rest is dropped instead of ending the
   * command. {@link #finish()} tells of it.
   */
  void outliveFailure() {
    outlivesFailure = true;
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

  /**
   * Flushes, at the end of a run.
   *
   * @throws OutputFailure also for a failure that was outlived, unless the reader is gone: what was
   *     dropped for that one nobody misses
   */
  void finish() {
    flush();
    if (failure != null && !failure.readerIsGone()) {
      throw failure;
    }
  }

  private void attempt(Attempt attempt) {
    if (failure != null) {
      return;
    }
    try {
      attempt.run();
    } catch (IOException cause) {
      OutputFailure failed = new OutputFailure(cause);
      if (!outlivesFailure) {
        throw failed;
      }
      failure = failed;
    }
  }

  private interface Attempt {
    void run() throws IOException;
  }
}
