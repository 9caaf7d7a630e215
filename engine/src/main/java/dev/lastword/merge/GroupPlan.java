// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static dev.lastword.record.RecordFormat.HEAD_ENTRIES;
import static dev.lastword.record.RecordFormat.LIVE;

import dev.lastword.record.MemberPlaces;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordView;

/**
 * What one group of the result will hold, newest first: the base's group as it is, or pieces of it,
 * ranges of entries of one of its segments, with new entries between them.
 *
 * <p>First collect edits ({@link #insert}, {@link #remove}), then {@link #build}; afterwards the
 * oldest entries can be taken off ({@link #pop}, {@link #popBelow}), which is all that truncation
 * ever does. Most groups of a merge stay as they are and never have pieces.
 *
 * <p>The live group's pieces are cut where the base's head ends and where the result's head ends,
 * so that each lies in one segment on both sides and each of its columns is one block copy.
 */
final class GroupPlan {

  private final RecordView base;
  private final Touched touched;
  private final int group;
  private final int kind;
  private final MemberPlaces places;
  private final KeyedInts inserts = new Inserts();
  private final KeyedInts removals = new Removals();

  private final Pieces pieces;
  private int headPieces;

  private int kept;
  private int size;
  private boolean whole;
  private boolean odd;

  /** The oldest entry's stamp, where there is an entry. */
  private long oldest;

  GroupPlan(RecordView base, Touched touched, int group) {
    this.base = base;
    this.touched = touched;
    this.group = group;
    this.kind = BaseSearch.kind(group);
    this.places = new MemberPlaces(base);
    this.pieces = new Pieces(base);
  }

  /** Starts with the first {@code kept} entries of the base's group. */
  void begin(int kept) {
    this.kept = kept;
    inserts.clear();
    removals.clear();
    odd = false;
    places.clear();
    pieces.trim();
  }

  /** Puts the touched entry's add or delete, whichever this group holds, in. */
  void insert(int entry) {
    inserts.add(touched.stamp(entry, kind), entry);
    odd |= touched.length(entry) != base.memberWidth();
  }

  /** Takes a base entry out. */
  void remove(int index) {
    removals.add(-(long) index, 0);
  }

  /** Applies the edits. */
  void build() {
    headPieces = 0;
    whole = inserts.size() + removals.size() == 0 && kept == base.count(group);
    pieces.clear(mostPieces());
    if (whole) {
      size = kept;
    } else {
      buildPieces();
    }
    noteOldest();
  }

  /** Of each edit two pieces may come, and one more; two cuts of the head each make one of one. */
  private long mostPieces() {
    return 2L * (inserts.size() + removals.size()) + 3;
  }

  private void noteOldest() {
    if (size > 0) {
      oldest = whole ? base.oldestOf(group) : stamp(pieces.size() - 1, lastIndex());
    }
  }

  /** Returns the index of the oldest entry in its piece. */
  private int lastIndex() {
    return pieces.count(pieces.size() - 1) - 1;
  }

  private void buildPieces() {
    size = 0;
    inserts.sort();
    removals.sort();
    int at = 0;
    int removal = 0;
    long next = kept > 0 ? base.newestOf(group) : 0; // most new entries are newer
    for (int i = 0; i < inserts.size(); i++) {
      if (at < kept && inserts.key(i) <= next) {
        int point = insertionPoint(inserts.key(i), inserts.value(i), at);
        while (removal < removals.size() && removed(removal) < point) {
          at = skip(at, removed(removal++));
        }
        addRange(at, point);
        at = point;
        next = at < kept ? base.stamp(group, at) : 0;
      }
      addPiece(Pieces.NEW, inserts.value(i), 1);
    }
    while (removal < removals.size()) {
      at = skip(at, removed(removal++));
    }
    addRange(at, kept);
  }

  private int removed(int removal) {
    return (int) -removals.key(removal);
  }

  private int skip(int at, int removed) {
    addRange(at, removed);
    return removed + 1;
  }

  /** Adds base entries; those of the live group's head and rest apart. */
  private void addRange(int from, int to) {
    if (from >= to) {
      return;
    }
    if (group != LIVE) {
      addPiece(group + 1, from, to - from);
      return;
    }
    int head = base.segmentCount(0);
    if (from < head) {
      addLive(0, from, Math.min(head, to) - from);
    }
    if (to > head) {
      int start = Math.max(from, head);
      addLive(1, start - head, to - start);
    }
  }

  /** Adds a range of a live segment, which may reach over the end of the result's head. */
  private void addLive(int source, int start, int count) {
    int room = HEAD_ENTRIES - size;
    if (room > 0 && count > room) {
      addPiece(source, start, room);
      addPiece(source, start + room, count - room);
    } else {
      addPiece(source, start, count);
    }
  }

  private void addPiece(int source, int start, int count) {
    pieces.add(source, start, count);
    size += count;
    if (size <= HEAD_ENTRIES) {
      headPieces = pieces.size();
    }
  }

  /**
   * Returns the first base index from {@code from} on whose position is below a new entry's; the
   * number of entries kept when none is.
   */
  private int insertionPoint(long stamp, int entry, int from) {
    int point = base.firstUpTo(group, from, kept, stamp);
    if (point == kept || base.stamp(group, point) != stamp) {
      return point;
    }
    return pastNewerMembers(entry, stamp, point);
  }

  /**
   * Where many entries share the stamp, walks their members; the edits come in order, so a merge
   * walks each once.
   */
  private int pastNewerMembers(int entry, long stamp, int from) {
    long member = touched.member(entry);
    int length = touched.length(entry);
    int at = from;
    while (at < kept
        && base.stamp(group, at) == stamp
        && RawMemory.compare(
                places.inGroup(group, at), base.memberLength(group, at), member, length)
            > 0) {
      at++;
    }
    return at;
  }

  /** Has a group that is whole have pieces too, for those who go through it entry by entry. */
  void split() {
    if (whole && pieces.size() == 0) {
      size = 0;
      addRange(0, kept);
    }
  }

  /** Returns whether the group is the base's, as it is. */
  boolean isWhole() {
    return whole;
  }

  /** Returns whether a new entry's member has not the length that all members of the base have. */
  boolean isOdd() {
    return odd;
  }

  int size() {
    return size;
  }

  boolean isLive() {
    return group == LIVE;
  }

  /** Returns the stamp of the newest entry. */
  long firstStamp() {
    return whole ? base.newestOf(group) : stamp(0, 0);
  }

  /** Returns the stamp of the oldest entry. */
  long lastStamp() {
    return oldest;
  }

  private long stamp(int piece, int index) {
    int source = pieces.source(piece);
    int start = pieces.start(piece);
    return source == Pieces.NEW
        ? touched.stamp(start, kind)
        : base.segmentStamp(source, start + index);
  }

  /** Returns the address of the oldest entry's member. */
  long lastMember() {
    if (whole) {
      return base.memberAddress(group, size - 1);
    }
    int last = pieces.size() - 1;
    int source = pieces.source(last);
    int start = pieces.start(last);
    return source == Pieces.NEW ? touched.member(start) : places.of(source, start + lastIndex());
  }

  /** Returns the length of the oldest entry's member. */
  int lastMemberLength() {
    if (whole) {
      return base.memberLength(group, size - 1);
    }
    int last = pieces.size() - 1;
    int source = pieces.source(last);
    int start = pieces.start(last);
    return source == Pieces.NEW
        ? touched.length(start)
        : base.segmentMemberLength(source, start + lastIndex());
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
      int taken = lastBelow(stamp, most - count);
      pop(taken);
      count += taken;
    } while (count < most && size > 0 && lastStamp() < stamp);
    return count;
  }

  /** Returns how many entries of the last piece that can be: the last one and those below. */
  private int lastBelow(long stamp, int most) {
    split();
    int last = pieces.size() - 1;
    int count = pieces.count(last);
    int taken = 1;
    while (taken < Math.min(count, most) && stamp(last, count - 1 - taken) < stamp) {
      taken++;
    }
    return taken;
  }

  /** Takes the oldest {@code count} entries off, 1 or more. */
  void pop(int count) {
    split();
    whole = false;
    size -= count;
    pieces.pop(count);
    headPieces = Math.min(headPieces, pieces.size());
    noteOldest();
  }

  /** Returns the first piece of a segment of this group. */
  int firstPiece(int segment) {
    return segment == 1 ? headPieces : 0;
  }

  /** Returns the piece behind the last one of a segment of this group. */
  int endPiece(int segment) {
    return segment == 0 ? headPieces : pieces.size();
  }

  Pieces pieces() {
    return pieces;
  }

  private final class Inserts extends KeyedInts {
    @Override
    boolean inOrder(int a, int b) {
      return RawMemory.compare(
              touched.member(a), touched.length(a), touched.member(b), touched.length(b))
          >= 0;
    }
  }

  /** No two of them have the same key. */
  private static final class Removals extends KeyedInts {
    @Override
    boolean inOrder(int a, int b) {
      return true;
    }
  }
}
