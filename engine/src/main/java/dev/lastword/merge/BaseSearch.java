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
 * pass over all entries: the {@link PrintFilter} refuses nearly every entry of the base, the table
 * of {@link Touched} decides the rest.
 */
final class BaseSearch {

  /** What a pass costs an entry, in units of what a look-up does. */
  private static final int PASS_COST = 16;

  /** What a look-up costs before its first entry, in entries of a pass. */
  private static final int LOOK_UP_COST = 150;

  /** Fingerprints in a word. */
  private static final int LANES = 4;

  private final RecordView base;
  private final Touched touched;
  private final EntryCursor cursor;
  private final PrintFilter filter = new PrintFilter();
  private int walkedIndex;
  private long walkedMember;

  BaseSearch(RecordView base, Touched touched) {
    this.base = base;
    this.touched = touched;
    this.cursor = new EntryCursor(base, LIVE);
  }

  /** Locates every touched member among the first {@code kept[group]} entries of each group. */
  void run(int[] kept) {
    if (isFew()) {
      for (int group = 0; group < GROUPS; group++) {
        lookUp(group, kept[group]);
      }
    } else if (base.hasFingerprints()) {
      filter.fill(touched, base);
      for (int group = 0; group < GROUPS; group++) {
        passPrints(group, kept[group]);
      }
      filter.clear(touched, base);
    } else {
      for (int group = 0; group < GROUPS; group++) {
        passBare(group, kept[group]);
      }
    }
  }

  private boolean isFew() {
    long entries = base.entries();
    return touched.size() <= 1 || touched.size() * (LOOK_UP_COST + entries / PASS_COST) <= entries;
  }

  /** Returns 0 where the group holds adds, 1 where it holds deletes. */
  static int kind(int group) {
    return group == LIVE || group == BURIED ? 0 : 1;
  }

  private void lookUp(int group, int kept) {
    if (kept == 0) {
      return;
    }
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
    walkedMember = base.memberColumn(segment);
    walkedIndex = 0;
    int i = 0;
    for (; i + LANES <= count; i += LANES) {
      if (filter.holdsAny(RawMemory.getLong(column + 2L * i))) {
        matches(group, segment, first, i, i + LANES);
      }
    }
    matches(group, segment, first, i, count);
  }

  private void matches(int group, int segment, int first, int from, int to) {
    long column = base.fingerprintColumn(segment);
    for (int i = from; i < to; i++) {
      if (filter.holds(RawMemory.getU16(column + 2L * i))) {
        match(group, first + i, member(segment, i), base.segmentMemberLength(segment, i));
      }
    }
  }

  /** Where members vary in length, sums the lengths between one candidate and the next. */
  private long member(int segment, int index) {
    if (base.lengthWidth() == 0) {
      return base.segmentMember(segment, index);
    }
    walkedMember += base.memberBytesOf(segment, walkedIndex, index - walkedIndex);
    walkedIndex = index;
    return walkedMember;
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
