// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

/** What a command that went through a database says of values that are no records. */
final class Unreadable {
  private Unreadable() {}

  /** Warns of such values, if there are any; returns the exit status that this means. */
  static int status(Session session, long values) {
    if (values == 0) {
      return CommandRunner.DONE;
    }
    session.warn("values that are no records: %d; `lastword verify` lists them".formatted(values));
    return CommandRunner.FAULT;
  }
}
