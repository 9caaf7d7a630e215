// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static dev.lastword.record.RecordFormat.SEGMENTS;

import dev.lastword.record.RecordFormat;
import dev.lastword.record.RecordView;

/**
 * How the result's columns are laid out: the widths that canonical form asks for (docs/format.md,
 * section 6), and the numbers of its directory.
 *
 * <p>Widths nearly always stay what they are in the base record. Where all members of the base have
 * one length, and those of new entries have it too, no member is looked at; else {@link
 * MemberLengths} goes through the pieces.
 */
final class ResultShape {

  private final RecordView base;
  private final GroupPlan[] plans;
  private final MemberLengths members;

  private long entries;
  private long greatestNumber;
  private long memberBytes;
  private long newest;
  private int stampWidth;
  private int lengthWidth;
  private int memberWidth;

  ResultShape(RecordView base, Touched touched, GroupPlan[] plans) {
    this.base = base;
    this.plans = plans;
    members = new MemberLengths(base, touched, plans);
  }

  /** Works the shape out, and has groups that cannot be copied as they are go into pieces. */
  void build() {
    stamps();
    if (isUniform()) {
      lengthWidth = 0;
      memberWidth = entries == 0 ? 0 : base.memberWidth();
      memberBytes = entries * memberWidth;
    } else {
      lengths();
    }
    if (!isBase()) {
      split();
    }
  }

  private void stamps() {
    long greatest = Long.MIN_VALUE;
    long least = Long.MAX_VALUE;
    entries = 0;
    greatestNumber = 0;
    for (GroupPlan plan : plans) {
      int size = plan.size();
      if (size > 0) {
        greatest = Math.max(greatest, plan.firstStamp());
        least = Math.min(least, plan.lastStamp());
        entries += size;
        greatestNumber = Math.max(greatestNumber, size);
      }
    }
    newest = entries > 0 ? greatest : 0;
    stampWidth = entries > 0 ? RecordFormat.stampWidth(greatest - least) : 0;
  }

  /** Returns whether all members have the length that all of the base have. */
  private boolean isUniform() {
    boolean uniform = base.lengthWidth() == 0;
    for (GroupPlan plan : plans) {
      uniform &= !plan.isOdd();
    }
    return uniform;
  }

  private void lengths() {
    members.run();
    boolean uniform = members.shortest() >= members.longest();
    memberWidth = uniform ? members.longest() : 0;
    lengthWidth = uniform ? 0 : members.longest() > 0xFF ? 2 : 1;
    memberBytes = 0;
    for (int segment = 0; segment < SEGMENTS; segment++) {
      memberBytes += members.bytes(segment);
      if (lengthWidth != 0) {
        greatestNumber = Math.max(greatestNumber, members.bytes(segment));
      }
    }
  }

  private void split() {
    for (GroupPlan plan : plans) {
      plan.split();
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

  /** Returns the sum of the lengths of a segment's members; only where lengths are stored. */
  long segmentMemberBytes(int segment) {
    return members.bytes(segment);
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
