// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import java.util.Arrays;

/**
 * Sorts ints by an order of the subclass's, without allocation once its scratch has grown.
 *
 * <p>Operands come nearly in order, a few of them late. Those few are taken out in one pass, sorted
 * by themselves and put back, so the others cost two comparisons each (after Emil Ernerfeldt's
 * Drop-Merge sort). What was taken out is sorted by insertion where it is little, by bottom-up
 * merge sort where it is much.
 */
abstract class IntSorter {

  private static final int SMALL = 16;
  private static final int LARGEST_KEPT = 1 << 16;

  /**
   * A value that belongs before so many of the last ones is itself out of order; where it belongs
   * before fewer, they are.
   */
  private static final int FAR = 8;

  private int[] scratch = new int[64];
  private int[] late = new int[64];
  private int lateCount;

  /** Returns whether {@code a} must not come after {@code b}. */
  abstract boolean inOrder(int a, int b);

  final void sort(int[] values, int count) {
    int kept = takeOutLate(values, count);
    if (lateCount > 0) {
      sortLate();
      putBack(values, kept);
    }
  }

  final void trim() {
    if (scratch.length > LARGEST_KEPT) {
      scratch = new int[64];
      late = new int[64];
    }
  }

  /** Leaves values that are in order, and returns how many. */
  private int takeOutLate(int[] values, int count) {
    lateCount = 0;
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int value = values[i];
      int behind = behind(values, kept, value);
      if (behind == FAR) {
        takeOut(value);
        continue;
      }
      for (; behind > 0; behind--) {
        takeOut(values[--kept]);
      }
      values[kept++] = value;
    }
    return kept;
  }

  /** Returns how many of the last values belong behind another, {@link #FAR} at most. */
  private int behind(int[] values, int kept, int value) {
    if (kept == 0 || inOrder(values[kept - 1], value)) {
      return 0;
    }
    if (kept >= FAR && !inOrder(values[kept - FAR], value)) {
      return FAR; // asked first, so that what follows an early block costs little
    }
    int behind = 1;
    while (behind < kept && !inOrder(values[kept - 1 - behind], value)) {
      behind++;
    }
    return behind;
  }

  private void takeOut(int value) {
    late = grown(late, lateCount + 1);
    late[lateCount++] = value;
  }

  private void putBack(int[] values, int kept) {
    int next = kept - 1;
    int out = kept + lateCount - 1;
    for (int i = lateCount - 1; i >= 0; i--) {
      while (next >= 0 && !inOrder(values[next], late[i])) {
        values[out--] = values[next--];
      }
      values[out--] = late[i];
    }
  }

  private void sortLate() {
    for (int from = 0; from < lateCount; from += SMALL) {
      insertionSort(late, from, Math.min(lateCount, from + SMALL));
    }
    if (lateCount > SMALL) {
      mergeRuns(late, lateCount);
    }
  }

  private void insertionSort(int[] values, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      int value = values[i];
      int at = i;
      while (at > from && !inOrder(values[at - 1], value)) {
        values[at] = values[at - 1];
        at--;
      }
      values[at] = value;
    }
  }

  private void mergeRuns(int[] values, int count) {
    if (scratch.length < count) {
      scratch = new int[Math.max(count, scratch.length * 2)];
    }
    for (long width = SMALL; width < count; width *= 2) {
      for (long from = 0; from + width < count; from += 2 * width) {
        merge(values, (int) from, (int) (from + width), (int) Math.min(count, from + 2 * width));
      }
    }
  }

  private void merge(int[] values, int from, int middle, int to) {
    if (inOrder(values[middle - 1], values[middle])) {
      return;
    }
    int[] left = scratch;
    int leftCount = middle - from;
    System.arraycopy(values, from, left, 0, leftCount);
    int l = 0;
    int r = middle;
    int out = from;
    while (l < leftCount && r < to) {
      values[out++] = inOrder(left[l], values[r]) ? left[l++] : values[r++];
    }
    System.arraycopy(left, l, values, out, leftCount - l);
  }

  /** Returns an array of at least {@code size} ints that begins with {@code values}. */
  static int[] grown(int[] values, int size) {
    return values.length >= size
        ? values
        : Arrays.copyOf(values, Math.max(size, values.length * 2));
  }
}
