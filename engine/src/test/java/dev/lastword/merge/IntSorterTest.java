// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.model.Allocation;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class IntSorterTest {

  private static final int GUARD = 0x5a5a;

  /** Orders by the low byte only, so that stability shows. */
  private static final class ByLowByte extends IntSorter {
    @Override
    boolean inOrder(int a, int b) {
      return (a & 0xff) <= (b & 0xff);
    }
  }

  private final IntSorter sorter = new ByLowByte();

  @Test
  void sort_everyCount_isStableAndTouchesNothingElse() {
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
    int[] values = new int[1 << 17];
    sorter.sort(values, 1 << 10);
    IntSorter fresh = new ByLowByte();
    assertAllocates(0, () -> fresh.sort(values, 64)); // as much as there is at first
    fresh.sort(values, 65);
    assertAllocates(0, () -> fresh.sort(values, 128)); // it grows to twice what there was
    fresh.sort(values, 1 << 16);
    fresh.trim(); // the largest that is kept
    assertAllocates(0, () -> fresh.sort(values, 1 << 16));
    fresh.sort(values, 1 << 17);
    fresh.trim();
    assertAllocates(1 << 10, () -> fresh.sort(values, 1 << 8));
  }

  /** So many bytes at least, and little more. */
  private static void assertAllocates(long expected, Runnable sort) {
    long before = Allocation.now();
    sort.run();
    long allocated = Allocation.now() - before;
    assertTrue(allocated >= expected, () -> "allocates " + allocated);
    assertTrue(allocated <= expected + 200, () -> "allocates " + allocated);
  }

  private void check(int[] values, int count) {
    Arrays.fill(values, count, values.length, GUARD);
    int[] expected =
        Arrays.stream(values, 0, count)
            .boxed()
            .sorted(Comparator.comparingInt(value -> value & 0xff))
            .mapToInt(Integer::intValue)
            .toArray();
    sorter.sort(values, count);
    assertArrayEquals(expected, Arrays.copyOf(values, count));
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
