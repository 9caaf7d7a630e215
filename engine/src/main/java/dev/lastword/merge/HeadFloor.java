// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

/**
 * Chooses, where many operands pend, the stamp below which a merge for a page of newest entries
 * looks at nothing.
 *
 * <p>Why that is right, as long as enough live entries lie at or above the floor: whether an entry
 * is live, and in which group it is, depends on newer stamps of its member alone, and so do the
 * thresholds, which keep the newest of each kind, and a window, which is reckoned from the newest
 * of all. So all that lies at or above the floor comes out as in a merge of everything.
 *
 * <p>The floor leaves half as many operations again as a page has entries, for some are deletes,
 * some repeat a member. Where they make no full page, a lower floor is tried, with four times as
 * many: all attempts together cost a third more than the last one.
 */
final class HeadFloor {

  /** No floor: everything counts. */
  static final long NONE = Long.MIN_VALUE;

  private static final int MORE = 4;

  /** Of fewer inputs for each operation that is left, leaving out the others saves nothing. */
  private static final int INPUTS_PER_OPERATION = 2;

  private final NewestStamps newest = new NewestStamps();
  private int wanted;

  /**
   * Returns the floor to begin with.
   *
   * @param entries live entries of a page
   */
  long first(Inputs inputs, int entries) {
    wanted = entries + entries / 2;
    return floor(inputs);
  }

  /** Returns a floor below the last one. */
  long lower(Inputs inputs) {
    wanted *= MORE;
    return floor(inputs);
  }

  private long floor(Inputs inputs) {
    if (inputs.count() / INPUTS_PER_OPERATION < wanted) {
      return NONE;
    }
    newest.clear(wanted);
    inputs.offerStamps(newest);
    return newest.least();
  }
}
