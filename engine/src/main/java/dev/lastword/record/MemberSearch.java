// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

/**
 * Finds a member in a segment.
 *
 * <p>Goes through the column of 16-bit fingerprints, four at a time: {@code (x - 1) & ~x & 0x8000}
 * in each lane flags the lanes that are zero after an exclusive or with the wanted fingerprint; the
 * lowest flag is exact, those above it may be false, so hits are taken from the lowest up
 * (Mycroft's zero-byte test, Hacker's Delight 6-1).
 */
final class MemberSearch {

  private static final long LANE_ONES = 0x0001_0001_0001_0001L;
  private static final long LANE_TOPS = 0x8000_8000_8000_8000L;
  private static final int LANES = 4;

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
    for (; i + LANES <= count; i += LANES) {
      long x = RawMemory.getLong(column + 2L * i) ^ pattern;
      long zeros = (x - LANE_ONES) & ~x & LANE_TOPS;
      while (zeros != 0) {
        int candidate = i + (Long.numberOfTrailingZeros(zeros) >>> 4);
        if (isMember(view, segment, candidate, member, length)) {
          return candidate;
        }
        zeros &= zeros - 1;
      }
    }
    for (; i < count; i++) {
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
