// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import java.util.Arrays;

/**
 * Sorts ints by an order of the subclass's, stably and without allocation once its scratch has
 * grown: insertion sort for the few operands of an ordinary merge, bottom-up merge sort for the
 * many of a large one.
 */
abstract class IntSorter {

  private static final int SMALL = 16;
  private static final int LARGEST_KEPT = 1 << 16;

  private int[] scratch = new int[64];

  /** Returns whether {@code a} must not come after {@code b}. */
  abstract boolean inOrder(int a, int b);

  final void sort(int[] values, int count) {
    for (int from = 0; from < count; from += SMALL) {
      insertionSort(values, from, Math.min(count, from + SMALL));
    }
    if (count > SMALL) {
      mergeRuns(values, count);
    }
  }

  final void trim() {
    if (scratch.length > LARGEST_KEPT) {
      scratch = new int[64];
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
