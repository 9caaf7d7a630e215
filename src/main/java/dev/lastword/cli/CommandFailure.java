// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import org.jspecify.annotations.Nullable;

/** The data or the database is at fault: the message goes to standard error, the status is 1. */
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  CommandFailure(String message) {
    super(message);
  }

  CommandFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** A fault at a line of a file; the message is {@code FILE:LINE: what is wrong}. */
  static CommandFailure at(String file, long line, String what, @Nullable Throwable cause) {
    return new CommandFailure(file + ":" + line + ": " + what, cause);
  }
}
