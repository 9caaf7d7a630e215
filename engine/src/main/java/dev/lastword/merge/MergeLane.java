// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import org.jspecify.annotations.Nullable;

/** A kernel and counters, for one merge at a time; see {@link MergeLanes}. */
final class MergeLane {
  /** Merges of a lane that are all timed: exact figures where there are but few. */
  private static final int TIMED_AT_FIRST = 1_000;

  /**
   * Of later, small merges one in so many is timed: looking at the clock twice costs a small merge
   * dear.
   */
  static final int TIMED_EVERY = 64;

  private static final long LARGE_VALUE = 16 << 10;
  private static final int MANY_OPERANDS = 64;

  /** Where it is returned to; negative for one that is not kept. */
  final int number;

  final MergeTally tally;
  private final long mostWeight;
  private @Nullable StateMerger merger;
  private @Nullable MemberMerge memberMerge;
  private int small;

  MergeLane(int number, MergeTally tally, long mostWeight) {
    this.number = number;
    this.tally = tally;
    this.mostWeight = mostWeight;
  }

  /** Returns the kernel, made when it is first wanted. */
  StateMerger merger() {
    StateMerger made = merger;
    if (made == null) {
      made = new StateMerger(mostWeight);
      merger = made;
    }
    return made;
  }

  /** Returns what answers for one member, made when it is first wanted. */
  MemberMerge memberMerge() {
    MemberMerge made = memberMerge;
    if (made == null) {
      made = new MemberMerge();
      memberMerge = made;
    }
    return made;
  }

  /** Drops a kernel that threw: its scratch may be in any state. */
  void dropMerger() {
    merger = null;
  }

  /**
   * Decides whether the merge that begins is timed.
   *
   * @return how many merges its time stands for; 0 when it is not
   */
  int timed(long valueLength, int operands) {
    if (valueLength >= LARGE_VALUE || operands >= MANY_OPERANDS) {
      return 1;
    }
    if (small < TIMED_AT_FIRST) {
      small++;
      return 1;
    }
    small++;
    if (small < TIMED_AT_FIRST + TIMED_EVERY) {
      return 0;
    }
    small = TIMED_AT_FIRST;
    return TIMED_EVERY;
  }
}
