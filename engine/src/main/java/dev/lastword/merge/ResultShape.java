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

  private long entries;
  private long greatestNumber;
  private long memberBytes;
  private long newest;
  private int stampWidth;
  private int lengthWidth;
  private int memberWidth;
  private int shortest;
  private int longest;

  ResultShape(RecordView base, Pieces pieces) {
    this.base = base;
    this.pieces = pieces;
  }

  void build(GroupPlan[] plans) {
    stamps(plans);
    lengths();
    numbers();
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
    shortest = pieces.shortestNew();
    longest = pieces.longestNew();
    if (pieces.isFromBase() && base.lengthWidth() == 0) {
      widen(base.memberWidth());
    } else if (pieces.isFromBase()) {
      scan();
    }
    boolean uniform = shortest >= longest;
    memberWidth = uniform ? longest : 0;
    lengthWidth = uniform ? 0 : longest > 0xFF ? 2 : 1;
  }

  private void scan() {
    int size = pieces.size();
    for (int piece = 0; piece < size && !settled(); piece++) {
      if (pieces.source(piece) != Pieces.NEW) {
        scan(piece);
      }
    }
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

  private void numbers() {
    long live = (long) pieces.segmentCount(0) + pieces.segmentCount(1);
    entries = live;
    greatestNumber = live;
    memberBytes = pieces.segmentMemberBytes(0) + pieces.segmentMemberBytes(1);
    for (int segment = 2; segment < SEGMENTS; segment++) {
      entries += pieces.segmentCount(segment);
      greatestNumber = Math.max(greatestNumber, pieces.segmentCount(segment));
      memberBytes += pieces.segmentMemberBytes(segment);
    }
    for (int segment = 0; segment < SEGMENTS && lengthWidth != 0; segment++) {
      greatestNumber = Math.max(greatestNumber, pieces.segmentMemberBytes(segment));
    }
  }

  /** Returns the number of entries in all segments. */
  long entries() {
    return entries;
  }

  /** Returns the sum of all members' lengths. */
  long memberBytes() {
    return memberBytes;
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

  /** Returns whether columns have the widths that they have in the base, and fold alike. */
  boolean isBase() {
    return stampWidth == base.stampWidth()
        && lengthWidth == base.lengthWidth()
        && memberWidth == base.memberWidth();
  }

  /** Returns the bytes of all segments. */
  long segmentBytes() {
    int columns = stampWidth + lengthWidth + (fingerprints() ? Short.BYTES : 0);
    int fold = folded() ? RecordFormat.FOLD : 0;
    return entries * (columns - fold) + memberBytes;
  }

  /** Returns the greatest number of the directory. */
  long greatestNumber() {
    return greatestNumber;
  }
}
