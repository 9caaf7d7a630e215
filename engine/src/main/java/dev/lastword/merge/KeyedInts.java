// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import java.util.Arrays;

/**
 * Ints with a key each, sorted by key, the greatest first, and in an order of the subclass's where
 * keys are equal. Allocates only while it grows.
 *
 * <p>Operands come nearly in order, a few of them late. Those few are taken out in one pass, sorted
 * by themselves and put back, so the others cost two comparisons each (after Emil Ernerfeldt's
 * Drop-Merge sort). What was taken out is sorted by insertion where it is little, by bottom-up
 * merge sort where it is much.
 */
abstract class KeyedInts {

  private static final int SMALL = 16;
  private static final int LARGEST_KEPT = 1 << 16;

  /**
   * A value that belongs before so many of the last ones is itself out of order; where it belongs
   * before fewer, they are.
   */
  private static final int FAR = 8;

  /** Values and their keys. */
  private static final class Column {
    long[] keys;
    int[] values;

    Column(int capacity) {
      keys = new long[capacity];
      values = new int[capacity];
    }

    void reserve(int capacity) {
      if (capacity > values.length) {
        int grown = Math.max(capacity, values.length * 2);
        keys = Arrays.copyOf(keys, grown);
        values = Arrays.copyOf(values, grown);
      }
    }

    void set(int at, long key, int value) {
      keys[at] = key;
      values[at] = value;
    }

    void move(Column from, int index, int at) {
      keys[at] = from.keys[index];
      values[at] = from.values[index];
    }
  }

  private Column column = new Column(16);
  private Column late = new Column(16);
  private Column scratch = new Column(16);
  private int size;
  private int lateCount;

  /** Returns whether, of two values with the same key, {@code a} must not come after {@code b}. */
  abstract boolean inOrder(int a, int b);

  /** Takes all out. */
  final void clear() {
    if (size > LARGEST_KEPT) {
      column = new Column(16);
      late = new Column(16);
      scratch = new Column(16);
    }
    size = 0;
  }

  final void add(long key, int value) {
    column.reserve(size + 1);
    column.set(size++, key, value);
  }

  final int size() {
    return size;
  }

  final long key(int index) {
    return column.keys[index];
  }

  final int value(int index) {
    return column.values[index];
  }

  /** Moves the value at an index, with its key, to a lower one. */
  final void move(int index, int at) {
    column.move(column, index, at);
  }

  final void sort() {
    int sorted = Math.min(size, 1);
    while (sorted < size && inOrder(column, sorted - 1, column, sorted)) {
      sorted++;
    }
    if (sorted < size) {
      int kept = takeOutLate(sorted);
      sortLate();
      putBack(kept);
    }
  }

  private boolean inOrder(Column a, int i, Column b, int j) {
    return inOrder(a.keys[i], a.values[i], b.keys[j], b.values[j]);
  }

  private boolean inOrder(long aKey, int a, long bKey, int b) {
    return aKey != bKey ? aKey > bKey : inOrder(a, b);
  }

  /** Leaves values that are in order, as the first ones are; returns how many. */
  private int takeOutLate(int sorted) {
    lateCount = 0;
    int kept = sorted;
    for (int i = sorted; i < size; i++) {
      int behind = behind(kept, i);
      if (behind == FAR) {
        takeOut(i);
        continue;
      }
      for (; behind > 0; behind--) {
        takeOut(--kept);
      }
      column.move(column, i, kept++);
    }
    return kept;
  }

  /** Returns how many of the last values belong behind another, {@link #FAR} at most. */
  private int behind(int kept, int i) {
    if (kept == 0 || inOrder(column, kept - 1, column, i)) {
      return 0;
    }
    if (kept >= FAR && !inOrder(column, kept - FAR, column, i)) {
      return FAR; // asked first, so that what follows an early block costs little
    }
    int behind = 1;
    while (behind < kept && !inOrder(column, kept - 1 - behind, column, i)) {
      behind++;
    }
    return behind;
  }

  private void takeOut(int index) {
    late.reserve(lateCount + 1);
    late.move(column, index, lateCount++);
  }

  private void putBack(int kept) {
    int next = kept - 1;
    int out = kept + lateCount - 1;
    for (int i = lateCount - 1; i >= 0; i--) {
      while (next >= 0 && !inOrder(column, next, late, i)) {
        column.move(column, next--, out--);
      }
      column.move(late, i, out--);
    }
  }

  private void sortLate() {
    for (int from = 0; from < lateCount; from += SMALL) {
      insertionSort(from, Math.min(lateCount, from + SMALL));
    }
    if (lateCount > SMALL) {
      mergeBlocks();
    }
  }

  private void insertionSort(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      long key = late.keys[i];
      int value = late.values[i];
      int at = i;
      while (at > from && !inOrder(late.keys[at - 1], late.values[at - 1], key, value)) {
        late.move(late, at - 1, at);
        at--;
      }
      late.set(at, key, value);
    }
  }

  private void mergeBlocks() {
    scratch.reserve(lateCount);
    for (long width = SMALL; width < lateCount; width *= 2) {
      for (long from = 0; from + width < lateCount; from += 2 * width) {
        merge((int) from, (int) (from + width), (int) Math.min(lateCount, from + 2 * width));
      }
    }
  }

  private void merge(int from, int middle, int to) {
    if (inOrder(late, middle - 1, late, middle)) {
      return;
    }
    int leftCount = middle - from;
    System.arraycopy(late.keys, from, scratch.keys, 0, leftCount);
    System.arraycopy(late.values, from, scratch.values, 0, leftCount);
    int l = 0;
    int r = middle;
    int out = from;
    while (l < leftCount && r < to) {
      if (inOrder(scratch, l, late, r)) {
        late.move(scratch, l++, out++);
      } else {
        late.move(late, r++, out++);
      }
    }
    for (; l < leftCount; l++) {
      late.move(scratch, l, out++);
    }
  }
}
