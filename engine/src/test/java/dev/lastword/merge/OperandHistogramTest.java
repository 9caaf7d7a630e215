// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class OperandHistogramTest {
  private static final int LAST = OperandHistogram.BUCKETS - 1;

  @Test
  void bucket_ofAnyNumber_isTheFirstWhoseBoundIsNotBelowIt() {
    for (int operands : new int[] {1, 2, 3, 4, 5, 8, 9, 1_000, 32_768, 32_769, 1 << 30}) {
      int bucket = OperandHistogram.bucket(operands);
      assertTrue(operands <= OperandHistogram.upperBound(bucket), operands + " in " + bucket);
      assertTrue(
          bucket == 0 || operands > OperandHistogram.upperBound(bucket - 1),
          operands + " in " + bucket);
    }
  }

  @Test
  void upperBound_ofBuckets_isAPowerOfTwoAndThenNone() {
    assertEquals(1, OperandHistogram.upperBound(0));
    assertEquals(8, OperandHistogram.upperBound(3));
    assertEquals(32_768, OperandHistogram.upperBound(LAST - 1));
    assertEquals(Long.MAX_VALUE, OperandHistogram.upperBound(LAST));
    assertThrows(IndexOutOfBoundsException.class, () -> OperandHistogram.upperBound(LAST + 1));
    assertThrows(IndexOutOfBoundsException.class, () -> OperandHistogram.upperBound(-1));
  }

  @Test
  void countUpTo_addsTheBucketsBelow() {
    MergeTally tally = new MergeTally(false);
    for (int operands : new int[] {1, 1, 2, 3, 4, 40_000}) {
      tally.merged(MergeTally.PARTIAL, operands, 10, 1);
    }
    MergeTally.Sum sum = new MergeTally.Sum();
    tally.addTo(sum);
    MergeTotals partial = sum.metrics(0).partial();
    OperandHistogram histogram = partial.operandsPerMerge();
    assertEquals(2, histogram.countUpTo(0));
    assertEquals(3, histogram.countUpTo(1));
    assertEquals(5, histogram.countUpTo(2));
    assertEquals(5, histogram.countUpTo(LAST - 1));
    assertEquals(6, histogram.total());
    assertEquals(2, histogram.count(2));
    assertEquals(1, histogram.count(LAST));
    assertEquals(6, partial.merges());
    assertEquals(60, partial.bytesIn());
    assertEquals(0, sum.metrics(0).full().merges());
  }

  @Test
  void minus_anEarlierOne_takesBucketFromBucketAndLeavesBothAsTheyWere() {
    OperandHistogram earlier = steps(2);
    OperandHistogram later = steps(5);
    assertEquals(steps(3), later.minus(earlier));
    assertEquals(steps(5), later);
    assertEquals(steps(2), earlier);
    assertEquals(0, later.minus(later).total());
  }

  @Test
  void equals_sameCounts_isEqualAndHashesAlike_otherCountsDiffer() {
    assertEquals(steps(2), steps(2));
    assertEquals(steps(2).hashCode(), steps(2).hashCode());
    assertNotEquals(steps(2), steps(3));
    assertNotEquals(steps(2).hashCode(), steps(3).hashCode());
    assertNotEquals(steps(2), new Object());
    assertEquals("[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]", steps(1).toString());
  }

  private static OperandHistogram steps(long step) {
    long[] counts = new long[OperandHistogram.BUCKETS];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = step * i;
    }
    return new OperandHistogram(counts);
  }
}
