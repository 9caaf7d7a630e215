// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import dev.lastword.record.NativeWords;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordView;

/**
 * What a group of the result is made of, newest first: ranges of entries of one base segment, and
 * new entries.
 *
 * <p>Kept in native memory, a row a piece. Where its members lie is noted only where those of the
 * base vary in length ({@link #locate}).
 *
 * <pre>
 *   0        4       8       12      16        24        32
 *  +--------+-------+-------+-------+---------+---------+
 *  | source | start | count | -     | members | member  |
 *  |        |       |       |       | at      | bytes   |
 *  +--------+-------+-------+-------+---------+---------+
 * </pre>
 */
final class Pieces {

  /** Source of a piece that is one new entry. */
  static final int NEW = -1;

  private static final int LARGEST_KEPT = 1 << 16;
  private static final int START_CAPACITY = 64;

  private static final int ROW_WORDS = 4;
  private static final int ROW = ROW_WORDS * Long.BYTES;
  private static final int SOURCE = 0;
  private static final int START = 4;
  private static final int COUNT = 8;
  private static final int MEMBERS = 16;
  private static final int MEMBER_BYTES = 24;

  private final RecordView base;

  private NativeWords rows = new NativeWords(START_CAPACITY * ROW_WORDS);
  private long address = rows.address();
  private long capacity = START_CAPACITY;
  private int size;

  Pieces(RecordView base) {
    this.base = base;
  }

  /** Takes all out, and makes room for {@code most}. */
  void clear(long most) {
    size = 0;
    if (most > capacity) {
      allocate(Math.max(most, 2 * capacity));
    }
  }

  /** Lets a large table go. */
  void trim() {
    if (capacity > LARGEST_KEPT) {
      size = 0;
      allocate(START_CAPACITY);
    }
  }

  private void allocate(long wanted) {
    NativeWords before = rows;
    rows = new NativeWords(wanted * ROW_WORDS);
    address = rows.address();
    capacity = wanted;
    before.free();
  }

  /** Adds a piece, for which there must be room. */
  void add(int source, int start, int count) {
    long row = row(size++);
    RawMemory.putInt(row + SOURCE, source);
    RawMemory.putInt(row + START, start);
    RawMemory.putInt(row + COUNT, count);
  }

  /** Takes the last {@code entries} entries off. */
  void pop(int entries) {
    for (int left = entries; left > 0; ) {
      long row = row(size - 1);
      int count = RawMemory.getInt(row + COUNT);
      int taken = Math.min(left, count);
      RawMemory.putInt(row + COUNT, count - taken);
      size -= taken == count ? 1 : 0;
      left -= taken;
    }
  }

  int size() {
    return size;
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

  /** Notes where the members of a base piece lie. */
  void locate(int piece, long members, long bytes) {
    RawMemory.putLong(row(piece) + MEMBERS, members);
    RawMemory.putLong(row(piece) + MEMBER_BYTES, bytes);
  }

  /** Returns where a base piece's part of the member column begins. */
  long members(int piece) {
    return base.lengthWidth() == 0
        ? base.memberColumn(source(piece)) + (long) start(piece) * base.keptWidth()
        : RawMemory.getLong(row(piece) + MEMBERS);
  }

  /** Returns the bytes of a base piece's part of the member column. */
  long memberBytes(int piece) {
    return base.lengthWidth() == 0
        ? (long) count(piece) * base.keptWidth()
        : RawMemory.getLong(row(piece) + MEMBER_BYTES);
  }

  private long row(int piece) {
    return address + (long) piece * ROW;
  }
}
