// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

import java.util.Arrays;

/**
 * Finds several members in a segment, four of them in one pass: each word of the fingerprint column
 * is loaded once for four comparisons, which takes about three quarters of the time of four passes.
 *
 * <p>A search owns no memory, allocates nothing once made, and is not thread-safe. The members'
 * bytes must stay where they are between {@link #add} and {@link #find}.
 */
public final class BatchSearch {

  /** How many members a search takes at most. */
  public static final int MOST = 32;

  /** Entries from which on a segment is long enough for passes of four. */
  public static final int SHORTEST = BlockScan.PRINTS;

  private static final int PASS = 4;

  private final RecordView view;
  private final int[] numbers = new int[MOST];
  private final long[] members = new long[MOST];
  private final int[] lengths = new int[MOST];
  private final int[] indexes = new int[MOST];

  /** One more than members: three that remain are searched for as four, the last one twice. */
  private final long[] patterns = new long[MOST + 1];

  private int size;

  /** Creates a search in the record that {@code view} is attached to when it is filled and run. */
  public BatchSearch(RecordView view) {
    this.view = view;
  }

  /** Forgets all members. */
  public void clear() {
    size = 0;
  }

  /**
   * Adds a member, unless no member of the record has its length.
   *
   * @param number what {@link #number} shall return for it
   * @param hash the member's {@link MemberHash}
   */
  public void add(int number, long member, int length, long hash) {
    if (view.lengthWidth == 0 && view.memberWidth != length) {
      return;
    }
    numbers[size] = number;
    members[size] = member;
    lengths[size] = length;
    patterns[size] = MemberSearch.pattern(view, member, length, hash);
    size++;
    patterns[size] = patterns[size - 1];
  }

  /** Returns how many members were added. */
  public int size() {
    return size;
  }

  /** Returns the caller's number of the member added as the {@code i}-th, from 0. */
  public int number(int i) {
    return numbers[i];
  }

  /** Returns where the last {@link #find} found a member, its index in the segment, or -1. */
  public int index(int i) {
    return indexes[i];
  }

  /** Finds the members among the first {@code count} entries of a segment. */
  public void find(int segment, int count) {
    int i = 0;
    if (view.fingerprints && count >= SHORTEST) {
      Arrays.fill(indexes, 0, size, -1);
      for (; i + PASS - 1 <= size; i += PASS) {
        pass(segment, count, i);
      }
    }
    for (; i < size; i++) {
      indexes[i] =
          MemberSearch.findPattern(view, segment, count, patterns[i], members[i], lengths[i]);
    }
  }

  private void pass(int segment, int count, int first) {
    long a = BlockScan.rest(patterns[first]);
    long b = BlockScan.rest(patterns[first + 1]);
    long c = BlockScan.rest(patterns[first + 2]);
    long d = BlockScan.rest(patterns[first + 3]);
    long column = view.fingerprintColumn(segment);
    for (int at = 0; at < count; at += BlockScan.PRINTS) {
      // A block that ends with the last of them overlaps the one before.
      int from = Math.min(at, count - BlockScan.PRINTS);
      if (BlockScan.mayHoldAny(column + 2L * from, a, b, c, d)) {
        lookCloser(segment, first, from);
      }
    }
  }

  private void lookCloser(int segment, int first, int from) {
    long block = view.fingerprintColumn(segment) + 2L * from;
    int end = Math.min(first + PASS, size);
    for (int i = first; i < end; i++) {
      if (indexes[i] < 0 && BlockScan.holds(block, patterns[i])) {
        int to = from + BlockScan.PRINTS;
        indexes[i] =
            MemberSearch.findIn(view, segment, from, to, patterns[i], members[i], lengths[i]);
      }
    }
  }
}
