// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

/**
 * Lines of data with named values: separated by tabs, or as one JSON object each. Keys and members
 * carry the same escapes in both. Begin a line by naming its first value, end it with {@link
 * #end()}.
 */
interface Rows {
  /** A number. */
  Rows number(String name, long value);

  /** A word or sentence that the command itself chose. */
  Rows text(String name, String value);

  /** A key or member. */
  Rows bytes(String name, byte[] value);

  /** Ends the line. */
  void end();

  /** Values separated by tabs; the names are left out. */
  static Rows tabs(Out out) {
    return new TabRows(out);
  }

  /** One JSON object a line. */
  static Rows json(Out out) {
    return new JsonRows(out);
  }
}
