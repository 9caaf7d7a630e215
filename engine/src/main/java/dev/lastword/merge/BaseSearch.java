// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static dev.lastword.record.RecordFormat.BURIED;
import static dev.lastword.record.RecordFormat.GROUPS;
import static dev.lastword.record.RecordFormat.LIVE;
import static dev.lastword.record.RecordFormat.SEGMENTS;

import dev.lastword.record.BatchSearch;
import dev.lastword.record.EntryCursor;
import dev.lastword.record.MemberHash;
import dev.lastword.record.MemberPlaces;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordView;

/**
 * Finds the touched members in the base record.
 *
 * <p>One member is searched for as a reader would, a few by {@link BatchSearch} in dense columns.
 * Many are found in one pass over all entries: the {@link PrintFilter} refuses nearly every entry
 * of the base, the table of {@link Touched} decides the rest. In between, long segments are
 * searched and short ones passed.
 */
final class BaseSearch {

  /** How many members a batch finds at least as fast as a pass, in a column of any length. */
  private static final int FEWEST = 4;

  /** How many members a batch finds at least as fast as a pass, in a long column. */
  private static final int FEW = 16;

  /** Fingerprints in a word. */
  private static final int LANES = 4;

  private final RecordView base;
  private final Touched touched;
  private final EntryCursor cursor;
  private final BatchSearch batch;
  private final PrintFilter filter = new PrintFilter();
  private final MemberPlaces places;

  BaseSearch(RecordView base, Touched touched) {
    this.base = base;
    this.touched = touched;
    this.batch = new BatchSearch(base);
    this.cursor = new EntryCursor(base, LIVE);
    this.places = new MemberPlaces(base);
  }

  /** Locates every touched member among the first {@code kept[group]} entries of each group. */
  void run(int[] kept) {
    if (touched.size() == 1) {
      findOne(kept);
    } else {
      findAll(kept);
    }
  }

  private void findAll(int[] kept) {
    int shortest = shortest();
    if (longest(kept) >= shortest) {
      fillBatch();
    }
    if (shortest == 1) {
      searchSegments(kept, 1);
    } else if (base.hasFingerprints()) {
      filter.fill(touched, base);
      searchSegments(kept, shortest);
      filter.clear(touched, base);
    } else {
      for (int group = 0; group < GROUPS; group++) {
        passBare(group, kept[group]);
      }
    }
  }

  /** Returns how many entries a segment has at least that is not passed over with the table. */
  private int shortest() {
    if (touched.size() <= FEWEST) {
      return 1;
    }
    return touched.size() <= FEW ? BatchSearch.SHORTEST : Integer.MAX_VALUE;
  }

  private void findOne(int[] kept) {
    long member = touched.member(0);
    int length = touched.length(0);
    long hash = touched.hash(0);
    for (int group = 0; group < GROUPS; group++) {
      int index = base.find(group, kept[group], member, length, hash);
      if (index >= 0) {
        touched.locate(0, kind(group), group, index);
      }
    }
  }

  /** Returns how many entries the longest segment has at most. */
  private static int longest(int[] kept) {
    int longest = 0;
    for (int count : kept) {
      longest = Math.max(longest, count);
    }
    return longest;
  }

  private void searchSegments(int[] kept, int shortest) {
    for (int segment = 0; segment < SEGMENTS; segment++) {
      int group = segment == 0 ? LIVE : segment - 1;
      int first = segment == 1 ? base.segmentCount(0) : 0;
      int count = Math.min(kept[group] - first, base.segmentCount(segment));
      if (count >= shortest) {
        searchBatch(group, segment, first, count);
      } else if (count > 0) {
        passPrints(group, segment, first, count);
      }
    }
  }

  /** Returns 0 where the group holds adds, 1 where it holds deletes. */
  static int kind(int group) {
    return group == LIVE || group == BURIED ? 0 : 1;
  }

  private void fillBatch() {
    batch.clear();
    for (int entry = 0; entry < touched.size(); entry++) {
      batch.add(entry, touched.member(entry), touched.length(entry), touched.hash(entry));
    }
  }

  private void searchBatch(int group, int segment, int first, int count) {
    batch.find(segment, count);
    for (int i = 0; i < batch.size(); i++) {
      if (batch.index(i) >= 0) {
        touched.locate(batch.number(i), kind(group), group, first + batch.index(i));
      }
    }
  }

  private void passPrints(int group, int segment, int first, int count) {
    long column = base.fingerprintColumn(segment);
    places.clear();
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
        match(group, first + i, places.of(segment, i), base.segmentMemberLength(segment, i));
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
