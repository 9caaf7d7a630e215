// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

/**
 * How a candidate's pages compare with the exact answer, over the same reads for every candidate.
 * Members count as shown only with the right stamp.
 *
 * @param reads pages read: through the whole stream, and of each set at the end
 * @param exact those that were the same, member by member
 * @param readsAtEnd those of {@code reads} at the end, one a set
 * @param exactAtEnd those of them that were the same
 * @param expected members that the exact pages held
 * @param missing those of them that the candidate's pages did not show
 * @param extra members that the candidate's pages showed and the exact ones did not
 * @param dead those of {@code extra} that are not in the set at all: deleted ones
 */
public record Exactness(
    long reads,
    long exact,
    long readsAtEnd,
    long exactAtEnd,
    long expected,
    long missing,
    long extra,
    long dead) {

  /** Returns the share of reads that were exact, 0 to 1; 1 when there were none. */
  public double share() {
    return reads == 0 ? 1 : (double) exact / reads;
  }

  /** Returns the share of reads at the end that were exact, 0 to 1; 1 when there were none. */
  public double shareAtEnd() {
    return readsAtEnd == 0 ? 1 : (double) exactAtEnd / readsAtEnd;
  }
}
