// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

/**
 * Collects numbers of 0 or more in fixed memory, 30 kB, and tells how they are spread.
 *
 * <p>Numbers are counted by their seven highest bits, as HdrHistogram does (Gil Tene): up to 127
 * each has a bucket of its own, and above each power of two has 64.
 */
final class SpreadCounter {
  private static final int BITS = 6;
  private static final int HALF = 1 << BITS;

  private final long[] buckets = new long[(Long.SIZE - BITS) * HALF];
  private long count;
  private long max;

  /** Counts a number; a negative one as 0. */
  void add(long number) {
    long value = Math.max(number, 0);
    buckets[bucket(value)]++;
    count++;
    max = Math.max(max, value);
  }

  Spread spread() {
    return new Spread(count, percentile(50), percentile(90), percentile(99), max);
  }

  private long percentile(int percent) {
    long rank = count - count / 100 * (100 - percent) - count % 100 * (100 - percent) / 100;
    long seen = 0;
    for (int i = 0; i < buckets.length && count > 0; i++) {
      seen += buckets[i];
      if (seen >= rank) {
        return Math.min(greatestOf(i), max);
      }
    }
    return max;
  }

  private static int bucket(long value) {
    int shift = Math.max(Long.SIZE - BITS - 1 - Long.numberOfLeadingZeros(value), 0);
    return shift * HALF + (int) (value >>> shift);
  }

  private static long greatestOf(int bucket) {
    int shift = Math.max(bucket / HALF - 1, 0);
    return ((bucket - shift * HALF + 1L) << shift) - 1;
  }
}
