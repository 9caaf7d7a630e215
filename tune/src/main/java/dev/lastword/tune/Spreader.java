// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Collects whole numbers, 0 or more, for a {@link Spread}. Memory does not grow with their count.
 */
final class Spreader {

  private static final int DIGITS = 3;

  private final Histogram histogram = new Histogram(DIGITS);
  private long sum;
  private long max;

  void add(long value) {
    histogram.recordValue(value);
    sum = saturated(value);
    max = Math.max(max, value);
  }

  void addAll(Spreader other) {
    histogram.add(other.histogram);
    sum = saturated(other.sum);
    max = Math.max(max, other.max);
  }

  /** The sum with more, or the greatest number where that is too great for one. */
  private long saturated(long more) {
    return sum > Long.MAX_VALUE - more ? Long.MAX_VALUE : sum + more;
  }

  long count() {
    return histogram.getTotalCount();
  }

  long max() {
    return max;
  }

  /**
   * Returns the smallest value that {@code rank} of the numbers do not exceed, as exactly as {@link
   * Spread} says.
   *
   * @param rank 1 or more; past the last, the greatest value
   */
  long ranked(long rank) {
    if (rank >= count()) {
      return max;
    }
    long seen = 0;
    for (HistogramIterationValue value : histogram.recordedValues()) {
      seen += value.getCountAtValueIteratedTo();
      if (seen >= rank) {
        return Math.min(max, value.getValueIteratedTo());
      }
    }
    return max;
  }

  /** Returns the nearest rank of a share of {@code count}. */
  static long rank(long count, long perThousand) {
    return Math.ceilDiv(Math.multiplyExact(count, perThousand), 1000L);
  }

  /** Calls with each value that numbers have, about, ascending, and how many have it. */
  void forEach(ValueVisitor visitor) {
    for (HistogramIterationValue value : histogram.recordedValues()) {
      visitor.value(Math.min(max, value.getValueIteratedTo()), value.getCountAtValueIteratedTo());
    }
  }

  Spread spread() {
    long count = count();
    return new Spread(
        count,
        sum,
        ranked(rank(count, 500)),
        ranked(rank(count, 900)),
        ranked(rank(count, 990)),
        max,
        buckets());
  }

  private List<Spread.Bucket> buckets() {
    long[] counts = new long[Long.SIZE];
    forEach((value, count) -> counts[Long.SIZE - Long.numberOfLeadingZeros(value)] += count);
    List<Spread.Bucket> buckets = new ArrayList<>();
    for (int bits = 0; bits < counts.length; bits++) {
      if (counts[bits] > 0) {
        long from = bits == 0 ? 0 : 1L << (bits - 1);
        buckets.add(new Spread.Bucket(from, bits == 0 ? 0 : from + (from - 1), counts[bits]));
      }
    }
    return buckets;
  }

  /** Takes values with their counts. */
  interface ValueVisitor {
    void value(long value, long count);
  }
}
