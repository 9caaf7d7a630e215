// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import java.util.OptionalLong;

/**
 * What a policy has to achieve.
 *
 * @param exactShare least share of page reads that must be exact, 0 to 1; not looked at for a
 *     database
 * @param totalBytes most bytes that all records together may take
 * @param bytesPerSet most bytes that the record of any set may take
 */
public record Targets(double exactShare, OptionalLong totalBytes, OptionalLong bytesPerSet) {

  /** At least 99.9 % exact reads, at any size. */
  public static final Targets DEFAULT =
      new Targets(0.999, OptionalLong.empty(), OptionalLong.empty());

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when a value is out of range
   */
  public Targets {
    if (!(exactShare >= 0 && exactShare <= 1)) {
      throw new IllegalArgumentException(
          "exactShare is " + exactShare + "; it must be from 0 to 1");
    }
    check("totalBytes", totalBytes);
    check("bytesPerSet", bytesPerSet);
  }

  private static void check(String name, OptionalLong bytes) {
    if (bytes.orElse(0) < 0) {
      throw new IllegalArgumentException(
          name + " is " + bytes.getAsLong() + "; it must be 0 or more");
    }
  }
}
