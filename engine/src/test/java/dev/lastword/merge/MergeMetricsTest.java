// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Differences of what was counted: every figure is taken from its own earlier one. */
final class MergeMetricsTest {

  @Test
  void minus_anEarlierMoment_isWhatWasAddedSince() {
    MergeMetrics earlier = metrics(1);
    MergeMetrics later = metrics(2);
    assertEquals(metrics(1), later.minus(earlier));
    MergeMetrics none = later.minus(later);
    assertEquals(metrics(0), none);
    assertEquals(later, later.minus(none));
  }

  @Test
  void merges_isTheTotalOfTheHistogram() {
    assertEquals(histogram(12).total(), totals(7, 1).merges());
  }

  /** Figures that all differ, and each of which grows by itself every time. */
  private static MergeMetrics metrics(long times) {
    return new MergeMetrics(
        totals(10, times),
        totals(20, times),
        totals(30, times),
        totals(40, times),
        2 * times,
        3 * times,
        5 * times,
        7 * times,
        11 * times);
  }

  private static MergeTotals totals(long from, long times) {
    return new MergeTotals(
        (from + 1) * times,
        (from + 2) * times,
        (from + 3) * times,
        (from + 4) * times,
        histogram((from + 5) * times));
  }

  private static OperandHistogram histogram(long step) {
    long[] counts = new long[OperandHistogram.BUCKETS];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = step * (i + 1);
    }
    return new OperandHistogram(counts);
  }
}
