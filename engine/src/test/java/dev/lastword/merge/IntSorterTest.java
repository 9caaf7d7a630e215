// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.model.Allocation;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class IntSorterTest {

  private static final int GUARD = 0x5a5a;

  /** Orders by all but the low byte, so that many are equal; counts how often it is asked. */
  private static final class ByHighBytes extends IntSorter {
    private int asked;

    @Override
    boolean inOrder(int a, int b) {
      asked++;
      return a >> 8 <= b >> 8;
    }
  }

  private final ByHighBytes sorter = new ByHighBytes();
  private final int[] many = new int[1 << 17];

  @Test
  void sort_everyCount_isSortedAndTouchesNothingElse() {
    SplittableRandom random = new SplittableRandom(5);
    for (int count = 0; count < 300; count++) {
      check(random.ints(count + 3L, 0, 1 << 20).toArray(), count);
    }
    check(random.ints(70_003, 0, 1 << 20).toArray(), 70_000);
    sorter.trim();
    check(random.ints(1_003, 0, 1 << 20).toArray(), 1_000);
  }

  @Test
  void sort_sortedAndReversed_isSorted() {
    for (int count : new int[] {15, 16, 17, 31, 32, 33, 64, 65, 255}) {
      int[] values = new int[count];
      Arrays.setAll(values, i -> i);
      check(values.clone(), count);
      Arrays.setAll(values, i -> count - i);
      check(values, count);
    }
  }

  /** The array ends where the values do: nothing behind them may be looked at either. */
  @Test
  void sort_ofAWholeArray_staysInIt() {
    SplittableRandom random = new SplittableRandom(6);
    for (int count = 0; count < 300; count++) {
      check(random.ints(count, 0, 1 << 20).toArray(), count);
    }
  }

  @Test
  void sort_whenItsScratchHasGrown_allocatesNothing() {
    IntSorter fresh = new ByHighBytes();
    assertAllocates(0, fresh, 65); // as much as there is at first
    sortReversed(fresh, 66);
    assertAllocates(0, fresh, 128); // it grows to twice what there was
    sortReversed(fresh, 1 << 16);
    fresh.trim(); // the largest that is kept
    assertAllocates(0, fresh, 1 << 16);
    sortReversed(fresh, 1 << 17);
    fresh.trim();
    assertAllocates(2 << 10, fresh, 1 << 8);
  }

  /** So many bytes at least, and little more. */
  private void assertAllocates(long expected, IntSorter fresh, int count) {
    long before = Allocation.now();
    sortReversed(fresh, count);
    long allocated = Allocation.now() - before;
    assertTrue(allocated >= expected, () -> "allocates " + allocated);
    assertTrue(allocated <= 2 * expected + 200, () -> "allocates " + allocated);
  }

  /** All but one are out of order. */
  private void sortReversed(IntSorter fresh, int count) {
    for (int i = 0; i < count; i++) {
      many[i] = (count - i) << 8;
    }
    fresh.sort(many, count);
  }

  /** Runs of late values, of values far too early, and of both, among many that are in order. */
  @Test
  void sort_nearlySorted_isSorted() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 2_000; round++) {
      int[] values = new int[random.nextInt(200)];
      Arrays.setAll(values, i -> i << 8);
      for (int odd = random.nextInt(6); odd > 0 && values.length > 0; odd--) {
        int to = random.nextInt(values.length);
        int from = Math.max(0, to - random.nextInt(20));
        int by = random.nextInt(-100, 100) << 8;
        for (int i = from; i < to; i++) {
          values[i] += by;
        }
      }
      check(values, values.length);
    }
  }

  /** Sorting all of them by halves would ask some ten times for each. */
  @Test
  void sort_oneLateInTwenty_asksLittleMoreThanTwiceForEach() {
    int[] values = new int[1_000];
    Arrays.setAll(values, i -> (i % 20 == 19 ? i - 15 : i) << 8);
    sorter.asked = 0;
    check(values, values.length);
    assertTrue(sorter.asked < 2_500, () -> "asked " + sorter.asked + " times");
  }

  /** The same values, each once, none before one that it belongs behind. */
  private void check(int[] values, int count) {
    Arrays.fill(values, count, values.length, GUARD);
    int[] expected = Arrays.copyOf(values, count);
    sorter.sort(values, count);
    int[] sorted = Arrays.copyOf(values, count);
    for (int i = 1; i < count; i++) {
      assertTrue(sorted[i - 1] >> 8 <= sorted[i] >> 8);
    }
    Arrays.sort(expected);
    Arrays.sort(sorted);
    assertArrayEquals(expected, sorted);
    for (int i = count; i < values.length; i++) {
      assertEquals(GUARD, values[i]);
    }
  }

  @Test
  void grown_longEnough_isTheSameArray() {
    int[] values = {1, 2, 3};
    assertSame(values, IntSorter.grown(values, 3));
    assertArrayEquals(new int[] {1, 2, 3, 0, 0, 0}, IntSorter.grown(values, 4));
    assertArrayEquals(new int[] {1, 2, 3, 0, 0, 0, 0, 0, 0}, IntSorter.grown(values, 9));
  }
}
