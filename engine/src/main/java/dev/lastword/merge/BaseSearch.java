// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static dev.lastword.record.RecordFormat.BURIED;
import static dev.lastword.record.RecordFormat.GROUPS;
import static dev.lastword.record.RecordFormat.LIVE;

import dev.lastword.record.EntryCursor;
import dev.lastword.record.MemberHash;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordView;

/**
 * Finds the touched members in the base record.
 *
 * <p>A few members are looked up one by one, each a scan of a dense column. Many are found in one
 * pass over all entries: the filter of {@link Touched} refuses nearly every entry of the base, the
 * table decides the rest.
 */
final class BaseSearch {

  /** Up to this many members are looked up one by one. */
  private static final int FEW = 4;

  private final RecordView base;
  private final Touched touched;
  private final EntryCursor cursor;

  BaseSearch(RecordView base, Touched touched) {
    this.base = base;
    this.touched = touched;
    this.cursor = new EntryCursor(base, LIVE);
  }

  /** Locates every touched member among the first {@code kept[group]} entries of each group. */
  void run(int[] kept) {
    for (int group = 0; group < GROUPS; group++) {
      if (kept[group] == 0) {
        continue;
      }
      if (touched.size() <= FEW) {
        lookUp(group, kept[group]);
      } else if (base.hasFingerprints()) {
        passPrints(group, kept[group]);
      } else {
        passBare(group, kept[group]);
      }
    }
  }

  /** Returns 0 where the group holds adds, 1 where it holds deletes. */
  static int kind(int group) {
    return group == LIVE || group == BURIED ? 0 : 1;
  }

  private void lookUp(int group, int kept) {
    for (int entry = 0; entry < touched.size(); entry++) {
      int index =
          base.find(group, touched.member(entry), touched.length(entry), touched.hash(entry));
      if (index >= 0 && index < kept) {
        touched.locate(entry, kind(group), group, index);
      }
    }
  }

  private void passPrints(int group, int kept) {
    if (group == LIVE) {
      int head = Math.min(kept, base.segmentCount(0));
      passPrints(group, 0, 0, head);
      passPrints(group, 1, base.segmentCount(0), kept - head);
    } else {
      passPrints(group, group + 1, 0, kept);
    }
  }

  private void passPrints(int group, int segment, int first, int count) {
    long column = base.fingerprintColumn(segment);
    if (base.lengthWidth() != 0) {
      passLengths(group, segment, first, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      if (touched.mayHold(RawMemory.getU16(column + 2L * i))) {
        match(group, first + i, base.segmentMember(segment, i), base.memberWidth());
      }
    }
  }

  /** Where members vary in length, sums the lengths between one candidate and the next. */
  private void passLengths(int group, int segment, int first, int count) {
    long column = base.fingerprintColumn(segment);
    long member = base.memberColumn(segment);
    int summed = 0;
    for (int i = 0; i < count; i++) {
      if (touched.mayHold(RawMemory.getU16(column + 2L * i))) {
        member += base.memberBytesOf(segment, summed, i - summed);
        summed = i;
        match(group, first + i, member, base.segmentMemberLength(segment, i));
      }
    }
  }

  /** A record without fingerprints has one entry, or members of one byte. */
  private void passBare(int group, int kept) {
    cursor.reset(group);
    for (int i = 0; i < kept && cursor.next(); i++) {
      match(group, i, cursor.member(), cursor.memberLength());
    }
  }

  private void match(int group, int index, long member, int length) {
    int entry = touched.find(member, length, MemberHash.of(member, length));
    if (entry != Touched.ABSENT) {
      touched.locate(entry, kind(group), group, index);
    }
  }
}
