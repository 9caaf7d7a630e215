// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static dev.lastword.record.RecordFormat.SEGMENTS;

import dev.lastword.record.RecordFormat;
import dev.lastword.record.RecordView;

/**
 * How the result's columns are laid out: the widths that canonical form asks for (docs/format.md,
 * section 6).
 *
 * <p>Widths nearly always stay what they are in the base record. Finding that out costs little: the
 * scan of a length column stops at the first two members that differ.
 */
final class ResultShape {

  private final RecordView base;
  private final Pieces pieces;
  private final Touched touched;

  private long newest;
  private int stampWidth;
  private int lengthWidth;
  private int memberWidth;
  private int shortest;
  private int longest;

  ResultShape(RecordView base, Pieces pieces, Touched touched) {
    this.base = base;
    this.pieces = pieces;
    this.touched = touched;
  }

  void build(GroupPlan[] plans) {
    stamps(plans);
    lengths();
  }

  private void stamps(GroupPlan[] plans) {
    long greatest = Long.MIN_VALUE;
    long least = Long.MAX_VALUE;
    for (GroupPlan plan : plans) {
      if (plan.size() > 0) {
        greatest = Math.max(greatest, plan.firstStamp());
        least = Math.min(least, plan.lastStamp());
      }
    }
    boolean any = pieces.size() > 0;
    newest = any ? greatest : 0;
    stampWidth = any ? RecordFormat.stampWidth(greatest - least) : 0;
  }

  private void lengths() {
    shortest = Integer.MAX_VALUE;
    longest = 0;
    int size = pieces.size();
    for (int piece = 0; piece < size; piece++) {
      if (pieces.source(piece) == Pieces.NEW) {
        widen(touched.length(pieces.start(piece)));
      } else if (base.lengthWidth() == 0) {
        widen(base.memberWidth());
      }
    }
    for (int piece = 0; piece < size && base.lengthWidth() != 0 && !settled(); piece++) {
      if (pieces.source(piece) != Pieces.NEW) {
        scan(piece);
      }
    }
    boolean uniform = shortest >= longest;
    memberWidth = uniform ? longest : 0;
    lengthWidth = uniform ? 0 : longest > 0xFF ? 2 : 1;
  }

  private void scan(int piece) {
    int source = pieces.source(piece);
    int end = pieces.start(piece) + pieces.count(piece);
    for (int i = pieces.start(piece); i < end && !settled(); i++) {
      widen(base.segmentMemberLength(source, i));
    }
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

  long newest() {
    return newest;
  }

  int stampWidth() {
    return stampWidth;
  }

  /** Returns 0 when all members have one length, else the bytes a length takes. */
  int lengthWidth() {
    return lengthWidth;
  }

  /**
   * Returns the length of all members where they have one; 0 where they differ or there is none.
   */
  int memberWidth() {
    return memberWidth;
  }

  boolean fingerprints() {
    return RecordFormat.hasFingerprints(lengthWidth, memberWidth);
  }

  boolean folded() {
    return RecordFormat.isFolded(lengthWidth, memberWidth);
  }

  /** Returns the bytes of all segments. */
  long segmentBytes() {
    int entry = stampWidth + lengthWidth + (fingerprints() ? Short.BYTES : 0);
    int fold = folded() ? RecordFormat.FOLD : 0;
    long bytes = 0;
    for (int segment = 0; segment < SEGMENTS; segment++) {
      bytes += (long) pieces.segmentCount(segment) * (entry - fold);
      bytes += pieces.segmentMemberBytes(segment);
    }
    return bytes;
  }

  /** Returns the greatest number of the directory. */
  long greatestNumber() {
    long greatest = (long) pieces.segmentCount(0) + pieces.segmentCount(1);
    for (int segment = 0; segment < SEGMENTS; segment++) {
      greatest = Math.max(greatest, pieces.segmentCount(segment));
      if (lengthWidth != 0) {
        greatest = Math.max(greatest, pieces.segmentMemberBytes(segment));
      }
    }
    return greatest;
  }
}
