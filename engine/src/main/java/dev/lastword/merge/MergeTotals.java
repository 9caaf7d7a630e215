// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

/**
 * What the merges of one kind have come to.
 *
 * @param operands merged, each as often as it was merged
 * @param bytesIn bytes of the operands and of the values below them
 * @param bytesOut bytes of the results
 * @param nanos time spent merging, in nanoseconds of one thread; see {@link MergeMetrics}
 * @param operandsPerMerge how the operands were spread over the merges
 */
public record MergeTotals(
    long operands, long bytesIn, long bytesOut, long nanos, OperandHistogram operandsPerMerge) {

  /** Returns how many merges there were. */
  public long merges() {
    return operandsPerMerge.total();
  }

  MergeTotals minus(MergeTotals earlier) {
    return new MergeTotals(
        operands - earlier.operands,
        bytesIn - earlier.bytesIn,
        bytesOut - earlier.bytesOut,
        nanos - earlier.nanos,
        operandsPerMerge.minus(earlier.operandsPerMerge));
  }
}
