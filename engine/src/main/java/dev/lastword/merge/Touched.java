// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import dev.lastword.record.MemberHash;
import dev.lastword.record.NativeWords;
import dev.lastword.record.RawMemory;
import java.util.Arrays;

/**
 * The members that a merge's smaller inputs speak of, each once, with its newest add (kind 0), its
 * newest delete (kind 1), and where the base record has them.
 *
 * <p>An open-addressing hash table over rows in native memory, one cache line each. It is cleaned
 * entry by entry, so a merge of one operand pays for one.
 *
 * <pre>
 *   0        8        16       24        32    36    40    44    48    52    56    60    64
 *  +--------+--------+--------+---------+-----+-----+-----+-----+-----+-----+-----+-----+
 *  | hash   | member | add    | delete  | base index, | base group, | len | has | slot| -   |
 *  |        |        | stamp  | stamp   | add, delete | add, delete |     |     |     |     |
 *  +--------+--------+--------+---------+-----+-----+-----+-----+-----+-----+-----+-----+
 * </pre>
 *
 * Member is the address of the bytes or, up to eight of them, the bytes themselves: those may come
 * out of a slot that is used again.
 */
final class Touched {

  private static final int LARGEST_KEPT = 1 << 14;
  private static final int START = 64;

  /** Says that the base record does not have a member. */
  static final int ABSENT = -1;

  private static final long BOTH_ABSENT = -1; // two indexes
  private static final int ADD_ONLY = 1; // a bit for each kind

  private static final int ROW_WORDS = 8;
  private static final int ROW = ROW_WORDS * Long.BYTES;
  private static final int HASH = 0;
  private static final int MEMBER = 8;
  private static final int STAMPS = 16;
  private static final int INDEXES = 32;
  private static final int BASE_GROUPS = 40;
  private static final int LENGTH = 48;
  private static final int KINDS = 52;
  private static final int SLOT = 56;

  private NativeWords rows = new NativeWords(START * ROW_WORDS);
  private long address = rows.address();
  private int capacity = START;
  private int size;
  private int forgotten;
  private long oldest = Long.MAX_VALUE;

  /**
   * The upper half of a member's hash, then the number of its entry and 1; or 0. Twice as many as
   * there are rows. Most members that are not here are told apart without a look at a row, which in
   * a large table would be a cache miss.
   */
  private long[] slots = new long[2 * START];

  /** Forgets all members. */
  void clear() {
    if (capacity > LARGEST_KEPT) {
      slots = new long[2 * START];
      size = 0; // no row may be looked at should the next line fail
      use(new NativeWords(START * ROW_WORDS), START);
    } else if (size > slots.length >>> 3) {
      Arrays.fill(slots, 0);
    } else {
      for (int entry = 0; entry < size; entry++) {
        slots[RawMemory.getInt(row(entry) + SLOT)] = 0;
      }
    }
    size = 0;
    forgotten = 0;
    oldest = Long.MAX_VALUE;
  }

  /** Drops what the horizon excludes; to be called when all members are in. */
  void forget(Horizon horizon) {
    if (oldest > horizon.stamp()) {
      return; // as mostly: operations are newer than what is forgotten
    }
    for (int entry = 0; entry < size; entry++) {
      for (int kind = 0; kind < 2; kind++) {
        if (has(entry, kind)
            && horizon.excludes(stamp(entry, kind), member(entry), length(entry))) {
          kinds(entry, kinds(entry) & ~(1 << kind));
          forgotten++;
        }
      }
    }
  }

  int size() {
    return size;
  }

  /** Returns how many adds and deletes {@link #forget} has dropped. */
  int forgotten() {
    return forgotten;
  }

  /** Enters an add (kind 0) or a delete (kind 1). */
  void put(long member, int length, int kind, long stamp) {
    oldest = Math.min(oldest, stamp);
    note(enter(member, length), kind, stamp);
  }

  /** Returns the entry of a member, which is new, and of neither kind, where there was none. */
  private int enter(long member, int length) {
    if (size == capacity) {
      grow();
    }
    long hash = MemberHash.of(member, length);
    int slot = slot(member, length, hash);
    return slots[slot] == 0 ? insert(member, length, hash, slot) : (int) slots[slot] - 1;
  }

  /** Notes the stamp of an entry's add or delete, if there is no newer one. */
  private void note(int entry, int kind, long stamp) {
    if (!has(entry, kind) || stamp > stamp(entry, kind)) {
      kinds(entry, kinds(entry) | 1 << kind);
      stamp(entry, kind, stamp);
    }
  }

  /** Returns the entry of a member, or {@link #ABSENT}. */
  int find(long member, int length, long hash) {
    return (int) slots[slot(member, length, hash)] - 1;
  }

  /** Returns the slot of a member, or the free one that it would get. */
  private int slot(long member, int length, long hash) {
    int mask = slots.length - 1;
    int slot = (int) hash & mask;
    while (slots[slot] != 0
        && !(isSameHalf(slots[slot], hash) && isMember((int) slots[slot] - 1, member, length))) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static boolean isSameHalf(long slot, long hash) {
    return (slot ^ hash) >>> Integer.SIZE == 0;
  }

  private boolean isMember(int entry, long member, int length) {
    return length(entry) == length && RawMemory.equal(member(entry), member, length);
  }

  /** Remembers where the base has the add or delete of an entry. */
  void locate(int entry, int kind, int group, int index) {
    long at = row(entry) + (long) kind * Integer.BYTES;
    RawMemory.putInt(at + INDEXES, index);
    RawMemory.putInt(at + BASE_GROUPS, group);
  }

  /** Returns the group {@link #locate} gave; meaningless where there is no index. */
  int baseGroup(int entry, int kind) {
    return RawMemory.getInt(row(entry) + BASE_GROUPS + (long) kind * Integer.BYTES);
  }

  /** Returns the index that {@link #locate} gave, or {@link #ABSENT}. */
  int baseIndex(int entry, int kind) {
    return RawMemory.getInt(row(entry) + INDEXES + (long) kind * Integer.BYTES);
  }

  /** Returns whether an entry is the add of a member that the base does not have, and no delete. */
  boolean isNewAdd(int entry) {
    return kinds(entry) == ADD_ONLY && RawMemory.getLong(row(entry) + INDEXES) == BOTH_ABSENT;
  }

  boolean has(int entry, int kind) {
    return (kinds(entry) >>> kind & 1) != 0;
  }

  long stamp(int entry, int kind) {
    return RawMemory.getLong(row(entry) + STAMPS + (long) kind * Long.BYTES);
  }

  void stamp(int entry, int kind, long stamp) {
    RawMemory.putLong(row(entry) + STAMPS + (long) kind * Long.BYTES, stamp);
  }

  /** Returns where the member's bytes are. */
  long member(int entry) {
    long at = row(entry) + MEMBER;
    return length(entry) <= Long.BYTES ? at : RawMemory.getLong(at);
  }

  /** Returns a member of at most eight bytes as a word. */
  long word(int entry) {
    return RawMemory.getLong(row(entry) + MEMBER);
  }

  int length(int entry) {
    return RawMemory.getInt(row(entry) + LENGTH);
  }

  long hash(int entry) {
    return RawMemory.getLong(row(entry) + HASH);
  }

  private int kinds(int entry) {
    return RawMemory.getInt(row(entry) + KINDS);
  }

  private void kinds(int entry, int kinds) {
    RawMemory.putInt(row(entry) + KINDS, kinds);
  }

  private long row(int entry) {
    return address + (long) entry * ROW;
  }

  private int insert(long member, int length, long hash, int slot) {
    int entry = size++;
    long row = row(entry);
    RawMemory.putLong(row + HASH, hash);
    RawMemory.putLong(
        row + MEMBER, length <= Long.BYTES ? RawMemory.getPartial(member, length) : member);
    RawMemory.putLong(row + INDEXES, BOTH_ABSENT);
    RawMemory.putInt(row + LENGTH, length);
    RawMemory.putInt(row + KINDS, 0);
    occupy(slot, entry, hash);
    return entry;
  }

  private void occupy(int slot, int entry, long hash) {
    slots[slot] = hash >>> Integer.SIZE << Integer.SIZE | (entry + 1);
    RawMemory.putInt(row(entry) + SLOT, slot);
  }

  private void grow() {
    int wanted = NativeWords.twice(capacity);
    NativeWords grown = new NativeWords((long) wanted * ROW_WORDS);
    RawMemory.copy(address, grown.address(), (long) size * ROW);
    slots = new long[2 * wanted]; // before anything changes: there may be no room for it
    use(grown, wanted);
    for (int entry = 0; entry < size; entry++) {
      occupy(slot(member(entry), length(entry), hash(entry)), entry, hash(entry));
    }
  }

  private void use(NativeWords table, int entries) {
    NativeWords before = rows;
    rows = table;
    address = table.address();
    capacity = entries;
    before.free();
  }
}
