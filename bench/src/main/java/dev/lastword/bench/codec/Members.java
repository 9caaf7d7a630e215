// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.codec;

import java.util.SplittableRandom;

/** Members of random bytes, of one length or of lengths in a range. */
public final class Members {

  private final int shortest;
  private final int longest;

  private Members(int shortest, int longest) {
    this.shortest = shortest;
    this.longest = longest;
  }

  /**
   * Returns members of the lengths that {@code text} names.
   *
   * @param text bytes, such as {@code 8}, or a range, such as {@code 16-32}
   */
  public static Members ofLength(String text) {
    int dash = text.indexOf('-');
    int longest = Integer.parseInt(text.substring(dash + 1));
    return new Members(dash < 0 ? longest : Integer.parseInt(text.substring(0, dash)), longest);
  }

  /** Returns a new member. */
  public byte[] next(SplittableRandom random) {
    byte[] member = new byte[random.nextInt(shortest, longest + 1)];
    random.nextBytes(member);
    return member;
  }
}
