// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import java.io.Writer;

/** Lets picocli print its help to {@link Out}. */
final class OutWriter extends Writer {
  private final Out out;

  OutWriter(Out out) {
    this.out = out;
  }

  @Override
  public void write(char[] buffer, int offset, int length) {
    out.text(new String(buffer, offset, length));
  }

  @Override
  public void flush() {
    // The end of the run flushes, where a failure is reported as any other.
  }

  @Override
  public void close() {
    // Standard output is not closed.
  }
}
