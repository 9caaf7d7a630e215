// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import java.util.Arrays;
import java.util.Objects;

/**
 * How many operands merges had to merge: counts in buckets whose bounds are powers of two.
 *
 * <pre>
 *  bucket   0    1    2     3     ...   15           16
 *  holds    1    2    3-4   5-8   ...   16385-32768  more
 * </pre>
 *
 * Immutable.
 */
public final class OperandHistogram {
  /** How many buckets there are, the one without a bound among them. */
  public static final int BUCKETS = 17;

  private final long[] counts;

  OperandHistogram(long[] counts) {
    this.counts = counts;
  }

  /** Returns the bucket of a merge of so many operands, 1 or more. */
  static int bucket(int operands) {
    return Math.min(Integer.SIZE - Integer.numberOfLeadingZeros(operands - 1), BUCKETS - 1);
  }

  /**
   * Returns the most operands that a merge in a bucket had.
   *
   * @param bucket 0 to {@link #BUCKETS} - 1
   * @return 1, 2, 4 and so on; {@link Long#MAX_VALUE} for the last
   * @throws IndexOutOfBoundsException when there is no such bucket
   */
  public static long upperBound(int bucket) {
    Objects.checkIndex(bucket, BUCKETS);
    return bucket < BUCKETS - 1 ? 1L << bucket : Long.MAX_VALUE;
  }

  /**
   * Returns how many merges fell into a bucket.
   *
   * @param bucket 0 to {@link #BUCKETS} - 1
   * @throws IndexOutOfBoundsException when there is no such bucket
   */
  public long count(int bucket) {
    return counts[bucket];
  }

  /**
   * Returns how many merges had no more operands than a bucket's {@link #upperBound}.
   *
   * @param bucket 0 to {@link #BUCKETS} - 1; the last gives the total
   * @throws IndexOutOfBoundsException when there is no such bucket
   */
  public long countUpTo(int bucket) {
    long sum = 0;
    for (int i = 0; i <= bucket; i++) {
      sum += counts[i];
    }
    return sum;
  }

  /** Returns how many merges were counted. */
  public long total() {
    return countUpTo(BUCKETS - 1);
  }

  OperandHistogram minus(OperandHistogram earlier) {
    long[] difference = counts.clone();
    for (int i = 0; i < BUCKETS; i++) {
      difference[i] -= earlier.counts[i];
    }
    return new OperandHistogram(difference);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OperandHistogram that && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(counts);
  }

  /** Lists the counts, bucket by bucket. */
  @Override
  public String toString() {
    return Arrays.toString(counts);
  }
}
