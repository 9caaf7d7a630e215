// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import java.util.List;

/**
 * How whole numbers of one kind are spread. Immutable.
 *
 * <p>{@code count} and {@code max} are exact, and so is {@code sum} unless it reaches {@link
 * Long#MAX_VALUE}, where it stays. Percentiles are by nearest rank; up to 2 047 they are exact,
 * above they may be up to 0.1 % too great, never too small.
 *
 * @param count how many numbers
 * @param sum of them all, at most {@link Long#MAX_VALUE}
 * @param p50 the smallest value that half of the numbers do not exceed; 0 when there is none
 * @param p90 likewise for 90 %
 * @param p99 likewise for 99 %
 * @param max the greatest number; 0 when there is none
 * @param buckets the numbers counted by powers of two, ascending, empty buckets left out
 */
public record Spread(
    long count, long sum, long p50, long p90, long p99, long max, List<Bucket> buckets) {

  /** The spread of no numbers at all. */
  public static final Spread NONE = new Spread(0, 0, 0, 0, 0, 0, List.of());

  /** Copies the list. */
  public Spread {
    buckets = List.copyOf(buckets);
  }

  /** Returns the arithmetic mean; 0 when there are no numbers, too small where the sum stays. */
  public double mean() {
    return count == 0 ? 0 : (double) sum / count;
  }

  /**
   * Numbers of about one size.
   *
   * @param from the least number that falls here: 0 or a power of two
   * @param to the greatest number that falls here: {@code 2 * from - 1}, or 0
   * @param count how many do, 1 or more
   */
  public record Bucket(long from, long to, long count) {}
}
