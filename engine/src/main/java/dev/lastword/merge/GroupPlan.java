// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static dev.lastword.record.RecordFormat.LIVE;

import dev.lastword.record.EntryCursor;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordView;

/**
 * What one group of the result will hold: runs of the base record's entries with new entries
 * between them, newest first.
 *
 * <p>First collect edits ({@link #insert}, {@link #remove}), then {@link #build}; afterwards the
 * oldest entries can be taken off ({@link #pop}, {@link #popBelow}), which is all that truncation
 * ever does.
 */
final class GroupPlan {

  private static final int LARGEST_KEPT = 1 << 14;

  private final RecordView base;
  private final Touched touched;
  private final int group;
  private final int kind;
  private final EntryCursor cursor;
  private final IntSorter newestFirst = new NewestFirst();
  private final IntSorter ascending = new Ascending();

  private int[] inserts = new int[16];
  private int insertCount;
  private int[] removals = new int[16];
  private int removalCount;

  /** A run: the first base index and the number of entries, or a touched entry and {@link #NEW}. */
  private int[] runStarts = new int[48];

  private int[] runLengths = new int[48];
  private int runs;
  private int size;

  /** Marks the run that is one new entry. */
  static final int NEW = -1;

  GroupPlan(RecordView base, Touched touched, int group) {
    this.base = base;
    this.touched = touched;
    this.group = group;
    this.kind = BaseSearch.kind(group);
    this.cursor = new EntryCursor(base, group);
  }

  void clear() {
    insertCount = 0;
    removalCount = 0;
    runs = 0;
    size = 0;
    if (runStarts.length > 3 * LARGEST_KEPT) {
      inserts = new int[16];
      removals = new int[16];
      runStarts = new int[48];
      runLengths = new int[48];
      newestFirst.trim();
      ascending.trim();
    }
  }

  /** Puts the touched entry's add or delete, whichever this group holds, in. */
  void insert(int entry) {
    inserts = IntSorter.grown(inserts, insertCount + 1);
    inserts[insertCount++] = entry;
  }

  /** Takes a base entry out. */
  void remove(int index) {
    removals = IntSorter.grown(removals, removalCount + 1);
    removals[removalCount++] = index;
  }

  /** Applies the edits to the first {@code kept} entries of the base's group. */
  void build(int kept) {
    if (insertCount + removalCount == 0) {
      addRun(0, kept);
      return;
    }
    newestFirst.sort(inserts, insertCount);
    ascending.sort(removals, removalCount);
    int worst = 2 * (insertCount + removalCount) + 1;
    runStarts = IntSorter.grown(runStarts, worst);
    runLengths = IntSorter.grown(runLengths, worst);
    int at = 0;
    int removal = 0;
    long next = kept > 0 ? base.stamp(group, 0) : 0; // most new entries are newer
    for (int i = 0; i < insertCount; i++) {
      int entry = inserts[i];
      if (at < kept && touched.stamp(entry, kind) <= next) {
        int point = insertionPoint(entry, at, kept);
        while (removal < removalCount && removals[removal] < point) {
          at = skip(at, removals[removal++]);
        }
        addRun(at, point - at);
        at = point;
        next = at < kept ? base.stamp(group, at) : 0;
      }
      addNew(entry);
    }
    while (removal < removalCount) {
      at = skip(at, removals[removal++]);
    }
    addRun(at, kept - at);
  }

  private int skip(int at, int removed) {
    addRun(at, removed - at);
    return removed + 1;
  }

  private void addRun(int start, int length) {
    if (length > 0) {
      runStarts[runs] = start;
      runLengths[runs++] = length;
      size += length;
    }
  }

  private void addNew(int entry) {
    runStarts[runs] = entry;
    runLengths[runs++] = NEW;
    size++;
  }

  /**
   * Returns the first base index from {@code from} on whose position is below the entry's; {@code
   * kept} when none is.
   */
  private int insertionPoint(int entry, int from, int kept) {
    long stamp = touched.stamp(entry, kind);
    int low = firstAtOrBelow(stamp, from, kept);
    if (low == kept || base.stamp(group, low) != stamp) {
      return low;
    }
    return pastNewerMembers(entry, stamp, low, kept);
  }

  private int firstAtOrBelow(long stamp, int from, int to) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (base.stamp(group, middle) > stamp) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * Where many entries share the stamp, walks their members; the edits come in order, so a merge
   * walks each once.
   */
  private int pastNewerMembers(int entry, long stamp, int from, int kept) {
    long member = touched.member(entry);
    int length = touched.length(entry);
    cursor.skip(group, from);
    int at = from;
    while (at < kept && cursor.next() && cursor.stamp() == stamp) {
      if (RawMemory.compare(cursor.member(), cursor.memberLength(), member, length) <= 0) {
        break;
      }
      at++;
    }
    return at;
  }

  int size() {
    return size;
  }

  int runs() {
    return runs;
  }

  /** Returns the base index a run starts at, or the touched entry it is. */
  int runStart(int run) {
    return runStarts[run];
  }

  /** Returns the number of base entries in a run, or {@link #NEW}. */
  int runLength(int run) {
    return runLengths[run];
  }

  /** Returns the stamp of the newest entry. */
  long firstStamp() {
    int start = runStarts[0];
    return runLengths[0] == NEW ? touched.stamp(start, kind) : base.stamp(group, start);
  }

  /** Returns the stamp of the oldest entry. */
  long lastStamp() {
    int run = runs - 1;
    return runLengths[run] == NEW
        ? touched.stamp(runStarts[run], kind)
        : base.stamp(group, lastIndex(run));
  }

  /** Returns the address of the oldest entry's member. */
  long lastMember() {
    int run = runs - 1;
    return runLengths[run] == NEW
        ? touched.member(runStarts[run])
        : base.memberAddress(group, lastIndex(run));
  }

  /** Returns the length of the oldest entry's member. */
  int lastMemberLength() {
    int run = runs - 1;
    return runLengths[run] == NEW
        ? touched.length(runStarts[run])
        : base.memberLength(group, lastIndex(run));
  }

  /** Takes the oldest entry off. */
  void pop() {
    pop(1);
  }

  /**
   * Takes the oldest entry off, and more up to {@code most} as long as they lie below a stamp;
   * returns how many.
   */
  int popBelow(long stamp, int most) {
    int count = 0;
    do {
      pop(1);
      count++;
    } while (count < most && size > 0 && lastStamp() < stamp);
    return count;
  }

  /** Takes the oldest {@code count} entries off. */
  void pop(int count) {
    int left = count;
    while (left > 0) {
      int run = runs - 1;
      int length = runLengths[run];
      if (length > left) {
        runLengths[run] = length - left;
        left = 0;
      } else {
        runs--;
        left -= Math.abs(length); // a new entry's is -1
      }
    }
    size -= count;
  }

  private int lastIndex(int run) {
    return runStarts[run] + runLengths[run] - 1;
  }

  private final class NewestFirst extends IntSorter {
    @Override
    boolean inOrder(int a, int b) {
      long first = touched.stamp(a, kind);
      long second = touched.stamp(b, kind);
      if (first != second) {
        return first > second;
      }
      return RawMemory.compare(
              touched.member(a), touched.length(a), touched.member(b), touched.length(b))
          >= 0;
    }
  }

  private static final class Ascending extends IntSorter {
    @Override
    boolean inOrder(int a, int b) {
      return a <= b;
    }
  }

  boolean isLive() {
    return group == LIVE;
  }
}
