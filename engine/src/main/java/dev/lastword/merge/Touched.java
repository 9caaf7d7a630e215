// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import dev.lastword.record.Fold;
import dev.lastword.record.MemberHash;
import dev.lastword.record.NativeWords;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordView;
import java.util.Arrays;

/**
 * The members that a merge's smaller inputs speak of, each once, with its newest add (kind 0), its
 * newest delete (kind 1), and where the base record has them.
 *
 * <p>An open-addressing hash table over parallel arrays. A filter of one bit for each of the 65 536
 * fingerprints answers most of the questions that a pass over a large base record asks, from one
 * cache line. Both are cleaned entry by entry, so a merge of one operand pays for one.
 */
final class Touched {

  private static final int LARGEST_KEPT = 1 << 14;
  private static final int START = 32;

  /** Says that the base record does not have a member. */
  static final int ABSENT = -1;

  /** The print of a member that the base cannot have. */
  private static final int NO_PRINT = -1;

  private static final int FILTER_WORDS = 1 << 10;
  private static final int FILTER_MASK = FILTER_WORDS - 1;

  private final long[] filter = new long[FILTER_WORDS];
  private boolean settled;
  private int foldedWidth;

  /** Copies of the members of up to eight bytes: those come out of slots that are used again. */
  private NativeWords words = new NativeWords(START);

  private long wordAddress = words.address();
  private int[] slots = new int[2 * START];
  private int size;

  private long[] members = new long[START];
  private int[] lengths = new int[START];
  private long[] hashes = new long[START];
  private int[] prints = new int[START];
  private int[] slotOf = new int[START];
  private byte[] kinds = new byte[START];
  private long[] stamps = new long[2 * START];
  private int[] baseGroups = new int[2 * START];
  private int[] baseIndexes = new int[2 * START];

  /** Forgets all members. */
  void clear() {
    for (int entry = 0; entry < size; entry++) {
      slots[slotOf[entry]] = 0;
      if (settled && prints[entry] != NO_PRINT) {
        filter[prints[entry] >>> 6] = 0;
      }
    }
    size = 0;
    settled = false;
    if (members.length > LARGEST_KEPT) {
      resize(START);
      slots = new int[2 * START];
    }
  }

  /**
   * To be called when all members are in: drops what is forgotten, and fills the filter for
   * searching {@code base}.
   */
  void settle(RecordView base, Horizon horizon) {
    foldedWidth = base.isFolded() ? base.memberWidth() : 0;
    for (int entry = 0; entry < size; entry++) {
      if (horizon.isPresent()) {
        forget(entry, horizon);
      }
      int print = basePrint(entry);
      prints[entry] = print;
      if (print != NO_PRINT) {
        filter[print >>> 6] |= 1L << print;
      }
    }
    settled = true;
  }

  private void forget(int entry, Horizon horizon) {
    for (int kind = 0; kind < 2; kind++) {
      if (has(entry, kind) && horizon.excludes(stamp(entry, kind), member(entry), lengths[entry])) {
        kinds[entry] &= (byte) ~(1 << kind);
      }
    }
  }

  int size() {
    return size;
  }

  /** Enters an add (kind 0) or a delete (kind 1). */
  void put(long member, int length, int kind, long stamp) {
    int entry = entry(member, length);
    if (!has(entry, kind) || stamp > stamp(entry, kind)) {
      kinds[entry] |= (byte) (1 << kind);
      stamp(entry, kind, stamp);
    }
  }

  /** Returns whether some member here may have that fingerprint. */
  boolean mayHold(int fingerprint) {
    return (filter[fingerprint >>> 6] & (1L << fingerprint)) != 0;
  }

  /**
   * Returns whether some member here may have one of the four fingerprints in {@code word};
   * branches once, not four times.
   */
  boolean mayHoldAny(long word) {
    long hits =
        filter[(int) (word >>> 6) & FILTER_MASK] >>> word
            | filter[(int) (word >>> 22) & FILTER_MASK] >>> (word >>> 16)
            | filter[(int) (word >>> 38) & FILTER_MASK] >>> (word >>> 32)
            | filter[(int) (word >>> 54)] >>> (word >>> 48);
    return (hits & 1) != 0;
  }

  /** Returns the entry of a member, or {@link #ABSENT}. */
  int find(long member, int length, long hash) {
    int mask = slots.length - 1;
    for (int slot = (int) hash & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
      int entry = slots[slot] - 1;
      if (hashes[entry] == hash
          && lengths[entry] == length
          && RawMemory.equal(member(entry), member, length)) {
        return entry;
      }
    }
    return ABSENT;
  }

  /** Remembers where the base has the add or delete of an entry. */
  void locate(int entry, int kind, int group, int index) {
    baseGroups[2 * entry + kind] = group;
    baseIndexes[2 * entry + kind] = index;
  }

  int baseGroup(int entry, int kind) {
    return baseGroups[2 * entry + kind];
  }

  int baseIndex(int entry, int kind) {
    return baseIndexes[2 * entry + kind];
  }

  boolean has(int entry, int kind) {
    return (kinds[entry] >>> kind & 1) != 0;
  }

  long stamp(int entry, int kind) {
    return stamps[2 * entry + kind];
  }

  void stamp(int entry, int kind, long stamp) {
    stamps[2 * entry + kind] = stamp;
  }

  long member(int entry) {
    return lengths[entry] <= Long.BYTES ? wordAddress + (long) entry * Long.BYTES : members[entry];
  }

  int length(int entry) {
    return lengths[entry];
  }

  long hash(int entry) {
    return hashes[entry];
  }

  private int entry(long member, int length) {
    long hash = MemberHash.of(member, length);
    int found = find(member, length, hash);
    return found != ABSENT ? found : insert(member, length, hash);
  }

  private int insert(long member, int length, long hash) {
    if (size == members.length) {
      grow();
    }
    int entry = size++;
    lengths[entry] = length;
    if (length <= Long.BYTES) {
      RawMemory.putLong(member(entry), RawMemory.getPartial(member, length));
    } else {
      members[entry] = member;
    }
    hashes[entry] = hash;
    kinds[entry] = 0;
    baseIndexes[2 * entry] = ABSENT;
    baseIndexes[2 * entry + 1] = ABSENT;
    place(entry);
    return entry;
  }

  private int basePrint(int entry) {
    if (foldedWidth == 0) {
      return MemberHash.fingerprint(hashes[entry]);
    }
    return lengths[entry] == foldedWidth ? Fold.fingerprint(word(entry), foldedWidth) : NO_PRINT;
  }

  /** Returns a member of at most eight bytes as a word. */
  long word(int entry) {
    return RawMemory.getLong(wordAddress + (long) entry * Long.BYTES);
  }

  private void place(int entry) {
    int mask = slots.length - 1;
    int slot = (int) hashes[entry] & mask;
    while (slots[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = entry + 1;
    slotOf[entry] = slot;
  }

  private void grow() {
    resize(members.length * 2);
    slots = new int[members.length * 2];
    for (int entry = 0; entry < size; entry++) {
      place(entry);
    }
  }

  private void resize(int capacity) {
    members = Arrays.copyOf(members, capacity);
    lengths = Arrays.copyOf(lengths, capacity);
    hashes = Arrays.copyOf(hashes, capacity);
    prints = Arrays.copyOf(prints, capacity);
    slotOf = Arrays.copyOf(slotOf, capacity);
    kinds = Arrays.copyOf(kinds, capacity);
    stamps = Arrays.copyOf(stamps, capacity * 2);
    baseGroups = Arrays.copyOf(baseGroups, capacity * 2);
    baseIndexes = Arrays.copyOf(baseIndexes, capacity * 2);
    NativeWords grown = new NativeWords(capacity);
    RawMemory.copy(wordAddress, grown.address(), (long) size * Long.BYTES);
    words = grown;
    wordAddress = grown.address();
  }
}
