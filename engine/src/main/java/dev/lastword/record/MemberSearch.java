// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

/**
 * Finds a member in a segment.
 *
 * <p>Short members of one length are compared as words where they lie. All others go through the
 * column of 16-bit fingerprints, four at a time: {@code (x - 1) & ~x & 0x8000} in each lane flags
 * the lanes that are zero after an exclusive or with the wanted fingerprint; the lowest flag is
 * exact, those above it may be false, so hits are taken from the lowest up (Mycroft's zero-byte
 * test, Hacker's Delight 6-1).
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
    if (view.fingerprints) {
      return findPrint(view, segment, member, length, hash);
    }
    return length <= RecordFormat.BARE_MEMBER
        ? findWord(view.members[segment], count, RawMemory.getPartial(member, length), length)
        : findBytes(view, segment, member, length);
  }

  private static int findWord(long column, int count, long word, int width) {
    // The eight bytes that end with the member are inside the record: a header comes first.
    int shift = Long.SIZE - 8 * width;
    long end = column + width - Long.BYTES;
    for (int i = 0; i < count; i++) {
      if (RawMemory.getLong(end) >>> shift == word) {
        return i;
      }
      end += width;
    }
    return -1;
  }

  /** Only a single operation has long members and no fingerprints. */
  private static int findBytes(RecordView view, int segment, long member, int length) {
    return RawMemory.equal(view.members[segment], member, length) ? 0 : -1;
  }

  private static int findPrint(RecordView view, int segment, long member, int length, long hash) {
    long column = view.prints[segment];
    int count = view.counts[segment];
    int print = MemberHash.fingerprint(hash);
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
        && RawMemory.equal(view.segmentMember(segment, index), member, length);
  }
}
