// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

/**
 * What an operator's merges have come to, at one moment. Immutable.
 *
 * <p>Merges that failed count under {@code failures} only. A merge counts when it has written its
 * result, so figures of merges in flight are not in yet, and figures taken while others merge may
 * be a merge apart from one another.
 *
 * <p>Time is measured where that costs next to nothing: for merges with a value of 16 KiB or more
 * or with 64 operands or more, and for the first thousand of each thread slot, always; of others
 * one in 64, which then counts 64 times.
 *
 * @param full merges whose result stays: of a flush, of a compaction, of a write under {@code
 *     max_successive_merges}; also those of reads around the store, through RocksDB itself
 * @param partial merges of operands into one, without the value below them
 * @param pageReads full merges made for a page of newest entries, of which RocksDB keeps nothing
 *     and only the head was made; how many operands a reader has to wait for
 * @param recordReads full merges made for a read of a whole record or of one member, of which
 *     RocksDB keeps nothing; for a member mostly no more is made than its newest operation
 * @param refused adds and deletes of members that came as operands and were dropped because the
 *     horizon excludes them: history that came too late, and what is still an operand when {@code
 *     forget} excludes it. Several adds of one member may count as one where they meet in a merge,
 *     and several deletes. Not counted is what reads merge, for a merge that stays counts it, and
 *     what a merge forgets because a threshold is crossed in it
 * @param refusedByReads the same of the merges of whole records under {@code recordReads}: each
 *     read counts again what still pends
 * @param quarantined inputs that could not be read and went into quarantine; a read merges pending
 *     operands again, and counts them again
 * @param shortened merges that forgot a set's oldest entries, or dropped a part of its quarantine,
 *     because the set had reached its {@linkplain LwwMergeOperator#mostWeight largest size}; a read
 *     merges pending operands again, and counts them again
 * @param failures merges that failed or were declined, for a lack of memory for example
 */
public record MergeMetrics(
    MergeTotals full,
    MergeTotals partial,
    MergeTotals pageReads,
    MergeTotals recordReads,
    long refused,
    long refusedByReads,
    long quarantined,
    long shortened,
    long failures) {

  /** Returns what was added since an earlier moment of the same operator. */
  public MergeMetrics minus(MergeMetrics earlier) {
    return new MergeMetrics(
        full.minus(earlier.full),
        partial.minus(earlier.partial),
        pageReads.minus(earlier.pageReads),
        recordReads.minus(earlier.recordReads),
        refused - earlier.refused,
        refusedByReads - earlier.refusedByReads,
        quarantined - earlier.quarantined,
        shortened - earlier.shortened,
        failures - earlier.failures);
  }
}
