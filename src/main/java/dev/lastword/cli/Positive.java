// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import picocli.CommandLine.TypeConversionException;

/**
 * A number of things, at least one.
 *
 * @param value 1 to 1 000 000
 */
record Positive(int value) {
  private static final int MOST = 1_000_000;

  static Positive parse(String text) {
    try {
      int value = Integer.parseInt(text);
      if (value >= 1 && value <= MOST) {
        return new Positive(value);
      }
    } catch (NumberFormatException notANumber) {
      // Falls through to the one message for both.
    }
    throw new TypeConversionException(
        "must be a whole number from 1 to " + MOST + " (given=" + text + ")");
  }
}
