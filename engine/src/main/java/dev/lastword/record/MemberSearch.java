// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

/**
 * Finds a member in a segment.
 *
 * <p>Goes through the column of 16-bit fingerprints: long columns a {@link BlockScan block} at a
 * time, the rest and the few blocks that hold the fingerprint four words at a time, with one branch
 * for sixteen entries. What is found so is compared as a whole.
 */
final class MemberSearch {

  /** Fingerprints in a word. */
  private static final int LANES = 4;

  /** Entries looked at between two branches. */
  private static final int STEP = 4 * LANES;

  private MemberSearch() {}

  /** Returns the index of the member among the first {@code count} entries of a segment, or -1. */
  static int find(RecordView view, int segment, int count, long member, int length, long hash) {
    if (count == 0 || (view.lengthWidth == 0 && view.memberWidth != length)) {
      return -1;
    }
    return findPattern(view, segment, count, pattern(view, member, length, hash), member, length);
  }

  /** The same for a member of a length that the record may have, whose pattern is known. */
  static int findPattern(
      RecordView view, int segment, int count, long pattern, long member, int length) {
    return view.fingerprints
        ? findPrint(view, segment, count, pattern, member, length)
        : findBare(view, segment, count, member, length);
  }

  /** Returns the {@link BlockScan#pattern} of the fingerprint that the record has of a member. */
  static long pattern(RecordView view, long member, int length, long hash) {
    return BlockScan.pattern(
        view.folded
            ? Fold.fingerprint(RawMemory.getPartial(member, length), length)
            : MemberHash.fingerprint(hash));
  }

  /** Without fingerprints there is one entry only, or all members are one byte. */
  private static int findBare(RecordView view, int segment, int count, long member, int length) {
    long column = view.memberColumn(segment);
    for (int i = 0; i < count; i++) {
      if (RawMemory.equal(column + (long) i * length, member, length)) {
        return i;
      }
    }
    return -1;
  }

  private static int findPrint(
      RecordView view, int segment, int count, long pattern, long member, int length) {
    long column = view.fingerprintColumn(segment);
    int i = 0;
    for (; i + BlockScan.PRINTS <= count; i += BlockScan.PRINTS) {
      if (BlockScan.holds(column + 2L * i, pattern)) {
        int found = findIn(view, segment, i, i + BlockScan.PRINTS, pattern, member, length);
        if (found >= 0) {
          return found;
        }
      }
    }
    boolean rest = i > 0 && i < count; // a block that ends with them overlaps the one before
    if (rest && !BlockScan.holds(column + 2L * (count - BlockScan.PRINTS), pattern)) {
      return -1;
    }
    return findIn(view, segment, i, count, pattern, member, length);
  }

  /** Returns the index of the member among the entries {@code from} to {@code to}, or -1. */
  static int findIn(
      RecordView view, int segment, int from, int to, long pattern, long member, int length) {
    long column = view.fingerprintColumn(segment);
    int i = from;
    for (; i + STEP <= to; i += STEP) {
      long at = column + 2L * i;
      long equal =
          BlockScan.equalLanes(RawMemory.getLong(at), pattern)
              | BlockScan.equalLanes(RawMemory.getLong(at + 8), pattern)
              | BlockScan.equalLanes(RawMemory.getLong(at + 16), pattern)
              | BlockScan.equalLanes(RawMemory.getLong(at + 24), pattern);
      if (equal != 0) {
        int found = compare(view, segment, i, i + STEP, pattern, member, length);
        if (found >= 0) {
          return found;
        }
      }
    }
    for (; i < to; i += LANES) {
      // The word that ends with the last entries lies in the record: a header comes first.
      int missing = Math.max(0, i + LANES - to);
      long word = RawMemory.getLong(column + 2L * (i - missing));
      if (BlockScan.equalLanes(word, pattern) >>> (Short.SIZE * missing) != 0) {
        int found = compare(view, segment, i, Math.min(i + LANES, to), pattern, member, length);
        if (found >= 0) {
          return found;
        }
      }
    }
    return -1;
  }

  private static int compare(
      RecordView view, int segment, int from, int to, long pattern, long member, int length) {
    long column = view.fingerprintColumn(segment);
    int print = (int) pattern & 0xFFFF;
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
        && RawMemory.equal(view.places.of(segment, index), member, length);
  }
}
