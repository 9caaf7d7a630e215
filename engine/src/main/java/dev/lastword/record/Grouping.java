// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

import static dev.lastword.record.RecordFormat.BURIED;
import static dev.lastword.record.RecordFormat.GROUPS;
import static dev.lastword.record.RecordFormat.LIVE;
import static dev.lastword.record.RecordFormat.OUTLIVED;
import static dev.lastword.record.RecordFormat.TOMBSTONES;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Checks that each member stands once among the adds, once among the deletes, and in the groups
 * that its stamps ask for (docs/format.md, section 1).
 *
 * <p>An operand that breaks this would give answers that depend on the order of merges, so it is as
 * malformed as one that cannot be read.
 *
 * <p>An open-addressing hash table of entries' numbers; the members stay in the record. It takes
 * less than 12 bytes an entry, and 4 more where members vary in length: at most four times a record
 * of more than a megabyte, whose entries take 3 bytes or more, 4 where members vary. Kept from
 * check to check unless it is large; not thread-safe.
 */
final class Grouping {

  private static final int LARGEST_KEPT = 1 << 16;

  private static final String ADD_TWICE = "a member twice among the adds";
  private static final String DELETE_TWICE = "a member twice among the deletes";
  private static final String NOT_BEATEN = "a buried add without a tombstone that beats it";

  /** Entries are numbered so: adds first, so that a delete finds its member's add. */
  private static final int[] ORDER = {LIVE, BURIED, TOMBSTONES, OUTLIVED};

  private static final int NONE = -1;
  private static final int FEWEST_SLOTS = 4;
  private static final int MOST_SLOTS = 1 << 30;
  private static final int[] EMPTY = {};

  private final RecordView view;
  private final EntryCursor cursor;

  /** The number of a group's first entry. */
  private final int[] firsts = new int[GROUPS];

  /** The number of an entry and 1, or 0; a power of two of them, {@link #mask} and 1, is in use. */
  private int[] slots = EMPTY;

  private int mask;

  /** By number, where members lie in the record; only where they vary in length. */
  private int[] offsets = EMPTY;

  private int beaten;

  Grouping(RecordView view) {
    this.view = view;
    cursor = new EntryCursor(view, LIVE);
  }

  /**
   * Checks the record that the view is attached to, which is sound in every other way.
   *
   * @return null when nothing is wrong, else what is; allocates nothing once the table has grown
   */
  @Nullable String run() {
    begin();
    String problem = enterAll();
    if (slots.length > LARGEST_KEPT) { // there are fewer offsets
      slots = EMPTY;
      offsets = EMPTY;
    }
    return problem;
  }

  private void begin() {
    beaten = 0;
    int entries = 0;
    for (int group : ORDER) {
      firsts[group] = entries;
      entries += view.count(group);
    }
    int size = slots(entries);
    mask = size - 1;
    if (slots.length < size) {
      slots = new int[size];
    } else {
      Arrays.fill(slots, 0, size, 0);
    }
    if (view.lengthWidth != 0 && offsets.length < entries) {
      offsets = new int[Math.max(entries, Math.min(2 * offsets.length, LARGEST_KEPT))];
    }
  }

  /**
   * A power of two, filled by a third to two thirds. Entries of one or two bytes are no more than
   * 65 536 a group, as no two are equal, and 2 GiB hold less than 716 million of three bytes.
   */
  private static int slots(int entries) {
    long least = Math.max(FEWEST_SLOTS, entries + (entries >>> 1) + 1L);
    return (int) Math.min(MOST_SLOTS, Long.highestOneBit(least - 1) << 1);
  }

  private @Nullable String enterAll() {
    for (int group : ORDER) {
      cursor.reset(group);
      while (cursor.next()) {
        String problem = enter(group);
        if (problem != null) {
          return problem;
        }
      }
    }
    return beaten == view.count(BURIED) ? null : NOT_BEATEN;
  }

  private @Nullable String enter(int group) {
    int entry = firsts[group] + cursor.index();
    if (view.lengthWidth != 0) {
      offsets[entry] = (int) (cursor.member() - view.address);
    }
    int slot = (int) KeyedHash.of(cursor.member(), cursor.memberLength()) & mask;
    int add = NONE;
    for (; slots[slot] != 0; slot = (slot + 1) & mask) {
      int other = slots[slot] - 1;
      if (hasMember(other)) {
        if (isAdd(other) == isAdd(entry)) {
          return isAdd(entry) ? ADD_TWICE : DELETE_TWICE;
        }
        add = other;
      }
    }
    slots[slot] = entry + 1;
    return switch (group) {
      case TOMBSTONES -> tombstone(add);
      case OUTLIVED -> outlived(add);
      default -> null;
    };
  }

  private @Nullable String tombstone(int add) {
    if (add == NONE) {
      return null;
    }
    if (group(add) == LIVE) {
      return "a member both live and deleted";
    }
    beaten++;
    return stamp(add) > cursor.stamp() ? NOT_BEATEN : null;
  }

  private @Nullable String outlived(int add) {
    return add != NONE && group(add) == LIVE && stamp(add) > cursor.stamp()
        ? null
        : "an outlived delete without a newer add";
  }

  private boolean isAdd(int entry) {
    return entry < firsts[TOMBSTONES];
  }

  private int group(int entry) {
    if (isAdd(entry)) {
      return entry < firsts[BURIED] ? LIVE : BURIED;
    }
    return entry < firsts[OUTLIVED] ? TOMBSTONES : OUTLIVED;
  }

  private long stamp(int entry) {
    int group = group(entry);
    return view.stamp(group, entry - firsts[group]);
  }

  /** Returns whether an entry's member is the one under the cursor. */
  private boolean hasMember(int entry) {
    int group = group(entry);
    int index = entry - firsts[group];
    int length = cursor.memberLength();
    return view.memberLength(group, index) == length
        && RawMemory.equal(member(entry, group, index), cursor.member(), length);
  }

  private long member(int entry, int group, int index) {
    return view.lengthWidth != 0 // asked of the view, it would sum the lengths before it
        ? view.address + Integer.toUnsignedLong(offsets[entry])
        : view.memberAddress(group, index);
  }
}
