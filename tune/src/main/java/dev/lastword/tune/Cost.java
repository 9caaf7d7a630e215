// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

/**
 * What a candidate's merges cost.
 *
 * @param operations merged
 * @param merges full merges
 * @param bytesWritten size of all results together: what compaction would write again
 * @param nanos time spent in the merges. The one figure that no two runs share; {@link
 *     TuneResult#withoutTimings} has 0 here.
 */
public record Cost(long operations, long merges, long bytesWritten, long nanos) {

  /** Returns nanoseconds of merging for each operation. */
  public double nanosPerOperation() {
    return operations == 0 ? 0 : (double) nanos / operations;
  }

  /** Returns bytes written for each operation. */
  public double bytesPerOperation() {
    return operations == 0 ? 0 : (double) bytesWritten / operations;
  }

  Cost withoutTimings() {
    return new Cost(operations, merges, bytesWritten, 0);
  }
}
