// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

/**
 * Finds a member in a segment.
 *
 * <p>Goes through the column of 16-bit fingerprints, four at a time: {@code (x - 1) & ~x & 0x8000}
 * in each lane is zero in every lane unless one of them was equal to the fingerprint looked for,
 * which an exclusive or has made zero (Mycroft's zero-byte test, Hacker's Delight 6-1). Four such
 * words are tested by one branch; the few blocks that pass are looked at entry by entry.
 */
final class MemberSearch {

  private static final long LANE_ONES = 0x0001_0001_0001_0001L;
  private static final long LANE_TOPS = 0x8000_8000_8000_8000L;

  /** Entries looked at between two branches: four words of four. */
  private static final int BLOCK = 16;

  private MemberSearch() {}

  /** Returns the index of the member in the segment, or -1. */
  static int find(RecordView view, int segment, long member, int length, long hash) {
    int count = view.counts[segment];
    if (count == 0 || (view.lengthWidth == 0 && view.memberWidth != length)) {
      return -1;
    }
    if (view.folded) {
      long word = RawMemory.getPartial(member, length);
      return findPrint(view, segment, member, length, Fold.fingerprint(word, length));
    }
    return view.fingerprints
        ? findPrint(view, segment, member, length, MemberHash.fingerprint(hash))
        : findBare(view, segment, member, length);
  }

  /** Without fingerprints there is one entry only, or all members are one byte. */
  private static int findBare(RecordView view, int segment, long member, int length) {
    int count = view.counts[segment];
    for (int i = 0; i < count; i++) {
      if (RawMemory.equal(view.members[segment] + (long) i * length, member, length)) {
        return i;
      }
    }
    return -1;
  }

  private static int findPrint(RecordView view, int segment, long member, int length, int print) {
    long column = view.prints[segment];
    int count = view.counts[segment];
    long pattern = print * LANE_ONES;
    int i = 0;
    for (; i + BLOCK <= count; i += BLOCK) {
      long at = column + 2L * i;
      long zeros =
          zeroLanes(RawMemory.getLong(at) ^ pattern)
              | zeroLanes(RawMemory.getLong(at + 8) ^ pattern)
              | zeroLanes(RawMemory.getLong(at + 16) ^ pattern)
              | zeroLanes(RawMemory.getLong(at + 24) ^ pattern);
      if (zeros != 0) {
        int found = findIn(view, segment, i, i + BLOCK, print, member, length);
        if (found >= 0) {
          return found;
        }
      }
    }
    return findIn(view, segment, i, count, print, member, length);
  }

  /** Returns a word that is not zero if a lane of {@code x} is; its lowest flag is such a lane. */
  private static long zeroLanes(long x) {
    return (x - LANE_ONES) & ~x & LANE_TOPS;
  }

  private static int findIn(
      RecordView view, int segment, int from, int to, int print, long member, int length) {
    long column = view.prints[segment];
    for (int i = from; i < to; i++) {
      if (RawMemory.getU16(column + 2L * i) == print
          && isMember(view, segment, i, member, length)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isMember(
      RecordView view, int segment, int index, long member, int length) {
    return view.segmentMemberLength(segment, index) == length
        && RawMemory.equal(view.segmentMember(segment, index, 0), member, length);
  }
}
