// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

/** Something read is not what it has to be; the message says what is wrong with it. */
final class MalformedInputException extends Exception {
  private static final long serialVersionUID = 1;

  MalformedInputException(String message) {
    // No stack trace: a log may hold millions of bad lines, and each is an answer, not a fault
    // here.
    super(message, null, false, false);
  }
}
