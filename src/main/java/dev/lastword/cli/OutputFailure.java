// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import java.io.IOException;
import java.util.Locale;

/** Standard output cannot be written. */
final class OutputFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  OutputFailure(IOException cause) {
    super("cannot write to standard output: " + cause.getMessage(), cause);
  }

  /** Whether the reader has simply had enough, as in {@code lastword export ... | head}. */
  boolean readerIsGone() {
    String message = String.valueOf(getMessage());
    return message.toLowerCase(Locale.ROOT).contains("pipe") || message.contains(BrokenPipe.text());
  }
}
