// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static dev.lastword.record.RecordFormat.GROUPS;
import static dev.lastword.record.RecordFormat.HEAD_ENTRIES;
import static dev.lastword.record.RecordFormat.LIVE;
import static dev.lastword.record.RecordFormat.SEGMENTS;

import dev.lastword.record.NativeWords;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordView;

/**
 * The result, segment by segment, as pieces: a range of entries of one base segment, or one new
 * entry.
 *
 * <p>The live group's runs are cut where the base's head ends and where the result's head ends, so
 * that each piece lies in one segment on both sides and each of its columns is one block copy. The
 * cut also finds where each piece's columns lie; for members of varying length that takes one pass
 * over the lengths.
 *
 * <p>Kept in native memory, a row a piece:
 *
 * <pre>
 *   0        8        16       24       32       40     44     48      52    56
 *  +--------+--------+--------+--------+--------+------+------+-------+-----+
 *  | stamps | prints | lengths| members| member | count| start| source| -   |
 *  | at     | at     | at     | at     | bytes  |      |      |       |     |
 *  +--------+--------+--------+--------+--------+------+------+-------+-----+
 * </pre>
 */
final class Pieces {

  /** Source of a piece that is one new entry. */
  static final int NEW = -1;

  private static final int LARGEST_KEPT = 1 << 14;
  private static final int START_CAPACITY = 64;

  private static final int ROW_WORDS = 7;
  private static final int ROW = ROW_WORDS * Long.BYTES;
  private static final int STAMPS = 0;
  private static final int PRINTS = 8;
  private static final int LENGTHS = 16;
  private static final int MEMBERS = 24;
  private static final int MEMBER_BYTES = 32;
  private static final int COUNT = 40;
  private static final int START = 44;
  private static final int SOURCE = 48;

  private final RecordView base;
  private final Touched touched;

  private NativeWords rows = new NativeWords(START_CAPACITY * ROW_WORDS);
  private long address = rows.address();
  private int capacity = START_CAPACITY;
  private int size;

  private final int[] firstPieces = new int[SEGMENTS + 1];
  private final int[] segmentCounts = new int[SEGMENTS];
  private final long[] segmentMemberBytes = new long[SEGMENTS];
  private int shortestNew;
  private int longestNew;
  private boolean fromBase;

  private int segment;
  private int walkedSegment;
  private int walkedIndex;
  private long walkedMember;

  Pieces(RecordView base, Touched touched) {
    this.base = base;
    this.touched = touched;
  }

  void build(GroupPlan[] plans) {
    clear();
    buildLive(plans[LIVE]);
    for (int group = 1; group < GROUPS; group++) {
      begin(group + 1);
      build(plans[group], group + 1);
    }
    firstPieces[SEGMENTS] = size;
  }

  private void clear() {
    if (capacity > LARGEST_KEPT) {
      capacity = START_CAPACITY;
      rows = new NativeWords(START_CAPACITY * ROW_WORDS);
      address = rows.address();
    }
    size = 0;
    walkedSegment = -1;
    shortestNew = Integer.MAX_VALUE;
    longestNew = 0;
    fromBase = false;
  }

  private void begin(int segment) {
    this.segment = segment;
    firstPieces[segment] = size;
    segmentCounts[segment] = 0;
    segmentMemberBytes[segment] = 0;
  }

  private void build(GroupPlan plan, int source) {
    for (int run = 0; run < plan.runs(); run++) {
      int length = plan.runLength(run);
      if (length == GroupPlan.NEW) {
        addNew(plan.runStart(run));
      } else {
        addRange(source, plan.runStart(run), length);
      }
    }
  }

  /** The live group fills the result's head first, and comes from the base's head and rest. */
  private void buildLive(GroupPlan plan) {
    begin(0);
    int room = HEAD_ENTRIES;
    for (int run = 0; run < plan.runs(); run++) {
      int start = plan.runStart(run);
      int length = plan.runLength(run);
      if (length == GroupPlan.NEW) {
        room = roomFor(room);
        addNew(start);
        room--;
        continue;
      }
      for (int end = start + length; start < end; ) {
        room = roomFor(room);
        int count = addLive(start, Math.min(end - start, room));
        start += count;
        room -= count;
      }
    }
    if (segment == 0) {
      begin(1);
    }
  }

  /** Returns how many more entries the segment takes; goes on to the rest when the head is full. */
  private int roomFor(int room) {
    if (room > 0) {
      return room;
    }
    begin(1);
    return Integer.MAX_VALUE;
  }

  /** Adds live base entries, no further than their segment reaches; returns how many. */
  private int addLive(int start, int count) {
    int head = base.segmentCount(0);
    if (start >= head) {
      addRange(1, start - head, count);
      return count;
    }
    int taken = Math.min(count, head - start);
    addRange(0, start, taken);
    return taken;
  }

  private void addNew(int entry) {
    int length = touched.length(entry);
    shortestNew = Math.min(shortestNew, length);
    longestNew = Math.max(longestNew, length);
    long row = add(NEW, entry, 1, length);
    RawMemory.putLong(row + MEMBERS, touched.member(entry));
    RawMemory.putLong(row + MEMBER_BYTES, length);
  }

  private void addRange(int source, int start, int count) {
    fromBase = true;
    long member = walk(source, start);
    long bytes = bytes(source, start, count, member);
    walkedIndex = start + count;
    walkedMember = member + bytes;
    long row =
        add(source, start, count, base.isFolded() ? (long) count * base.memberWidth() : bytes);
    RawMemory.putLong(row + STAMPS, base.stampColumn(source) + (long) start * base.stampWidth());
    RawMemory.putLong(row + PRINTS, base.fingerprintColumn(source) + (long) start * Short.BYTES);
    RawMemory.putLong(row + LENGTHS, base.lengthColumn(source) + (long) start * base.lengthWidth());
    RawMemory.putLong(row + MEMBERS, member);
    RawMemory.putLong(row + MEMBER_BYTES, bytes);
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
    if (walkedSegment != source) {
      walkedSegment = source;
      walkedIndex = 0;
      walkedMember = base.memberColumn(source);
    }
    return walkedMember + base.memberBytesOf(source, walkedIndex, index - walkedIndex);
  }

  private long add(int source, int start, int count, long memberBytes) {
    if (size == capacity) {
      grow();
    }
    long row = row(size++);
    RawMemory.putInt(row + SOURCE, source);
    RawMemory.putInt(row + START, start);
    RawMemory.putInt(row + COUNT, count);
    segmentCounts[segment] += count;
    segmentMemberBytes[segment] += memberBytes;
    return row;
  }

  private void grow() {
    int wanted = NativeWords.twice(capacity);
    NativeWords grown = new NativeWords((long) wanted * ROW_WORDS);
    RawMemory.copy(address, grown.address(), (long) size * ROW);
    rows = grown;
    address = grown.address();
    capacity = wanted;
  }

  private long row(int piece) {
    return address + (long) piece * ROW;
  }

  int size() {
    return size;
  }

  /** Returns the first piece of a segment; that of the segment behind it is its end. */
  int firstPiece(int segment) {
    return firstPieces[segment];
  }

  /** Returns whether a segment is the base's, as it is. */
  boolean isWhole(int segment) {
    int first = firstPieces[segment];
    int count = base.segmentCount(segment);
    return segmentCounts[segment] == count
        && (count == 0 || (firstPieces[segment + 1] == first + 1 && source(first) == segment));
  }

  int segmentCount(int segment) {
    return segmentCounts[segment];
  }

  /** Returns the sum of a segment's member lengths. */
  long segmentMemberBytes(int segment) {
    return segmentMemberBytes[segment];
  }

  /** Returns the length of the shortest member of a new entry; more than any where none is new. */
  int shortestNew() {
    return shortestNew;
  }

  /** Returns the length of the longest member of a new entry; 0 where none is new. */
  int longestNew() {
    return longestNew;
  }

  /** Returns whether any piece comes from the base. */
  boolean isFromBase() {
    return fromBase;
  }

  /** Returns the base segment a piece comes from, or {@link #NEW}. */
  int source(int piece) {
    return RawMemory.getInt(row(piece) + SOURCE);
  }

  /** Returns the index of a piece's first entry in its base segment, or the touched entry it is. */
  int start(int piece) {
    return RawMemory.getInt(row(piece) + START);
  }

  int count(int piece) {
    return RawMemory.getInt(row(piece) + COUNT);
  }

  /** Returns where a base piece's part of the stamp column begins. */
  long stamps(int piece) {
    return RawMemory.getLong(row(piece) + STAMPS);
  }

  /** Returns where a base piece's part of the fingerprint column begins. */
  long prints(int piece) {
    return RawMemory.getLong(row(piece) + PRINTS);
  }

  /** Returns where a base piece's part of the length column begins. */
  long lengths(int piece) {
    return RawMemory.getLong(row(piece) + LENGTHS);
  }

  /** Returns where a piece's part of the member column begins, or a new entry's member. */
  long members(int piece) {
    return RawMemory.getLong(row(piece) + MEMBERS);
  }

  /** Returns the bytes of a piece's part of the member column, or of a new entry's member. */
  long memberBytes(int piece) {
    return RawMemory.getLong(row(piece) + MEMBER_BYTES);
  }
}
