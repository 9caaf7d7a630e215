// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static dev.lastword.record.RecordFormat.LIVE;
import static dev.lastword.record.RecordFormat.SEGMENTS;

import dev.lastword.record.RecordView;

/**
 * The lengths of a result's members, where they may differ: goes through all pieces, sums lengths
 * and, in a base whose members vary, finds where each piece's members lie. That takes one pass over
 * the length columns; the search for the shortest and the longest stops as soon as they cannot
 * change the shape.
 */
final class MemberLengths {

  private final RecordView base;
  private final Touched touched;
  private final GroupPlan[] plans;

  private final long[] bytes = new long[SEGMENTS];
  private int shortest;
  private int longest;

  private int walkedSource;
  private int walkedIndex;
  private long walkedMember;

  MemberLengths(RecordView base, Touched touched, GroupPlan[] plans) {
    this.base = base;
    this.touched = touched;
    this.plans = plans;
  }

  /** Goes through all groups' pieces. */
  void run() {
    shortest = Integer.MAX_VALUE;
    longest = 0;
    walkedSource = -1;
    for (int segment = 0; segment < SEGMENTS; segment++) {
      GroupPlan plan = plans[segment == 0 ? LIVE : segment - 1];
      plan.split();
      bytes[segment] = 0;
      for (int p = plan.firstPiece(segment); p < plan.endPiece(segment); p++) {
        bytes[segment] += take(plan.pieces(), p);
      }
    }
  }

  /** Returns the sum of the lengths of a piece's members. */
  private long take(Pieces pieces, int piece) {
    int source = pieces.source(piece);
    int start = pieces.start(piece);
    if (source == Pieces.NEW) {
      widen(touched.length(start));
      return touched.length(start);
    }
    int count = pieces.count(piece);
    if (base.lengthWidth() == 0) {
      widen(base.memberWidth());
      return (long) count * base.memberWidth();
    }
    for (int i = start; i < start + count && !settled(); i++) {
      widen(base.segmentMemberLength(source, i));
    }
    return locate(pieces, piece, source, start, count);
  }

  private long locate(Pieces pieces, int piece, int source, int start, int count) {
    long member = walk(source, start);
    long bytes = bytes(source, start, count, member);
    walkedIndex = start + count;
    walkedMember = member + bytes;
    pieces.locate(piece, member, bytes);
    return bytes;
  }

  /** Sums the lengths of the range or, from the column's end, of what lies behind it. */
  private long bytes(int source, int start, int count, long member) {
    int end = start + count;
    int behind = base.segmentCount(source) - end;
    return behind < count
        ? base.segmentEnd(source) - base.memberBytesOf(source, end, behind) - member
        : base.memberBytesOf(source, start, count);
  }

  /** Returns where the member of a base entry lies; pieces of a segment come in ascending order. */
  private long walk(int source, int index) {
    if (walkedSource != source) {
      walkedSource = source;
      walkedIndex = 0;
      walkedMember = base.memberColumn(source);
    }
    return walkedMember + base.memberBytesOf(source, walkedIndex, index - walkedIndex);
  }

  /**
   * No further length can change the outcome: they differ, and a long one was seen or none can
   * come.
   */
  private boolean settled() {
    return shortest < longest && (longest > 0xFF || base.lengthWidth() == 1);
  }

  private void widen(int length) {
    shortest = Math.min(shortest, length);
    longest = Math.max(longest, length);
  }

  /** Returns the length of the shortest member, as far as it matters; more than any without one. */
  int shortest() {
    return shortest;
  }

  /** Returns the length of the longest member, as far as it matters; 0 without one. */
  int longest() {
    return longest;
  }

  /** Returns the sum of a segment's member lengths. */
  long bytes(int segment) {
    return bytes[segment];
  }
}
