// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.model.Allocation;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class KeyedIntsTest {

  /** Orders by the low byte, downwards, where keys are equal; counts how often it is asked. */
  private static final class ByLowByte extends KeyedInts {
    private int asked;

    @Override
    boolean inOrder(int a, int b) {
      asked++;
      return (a & 0xff) >= (b & 0xff);
    }
  }

  private final ByLowByte ints = new ByLowByte();

  @Test
  void sort_everyCount_isSorted() {
    SplittableRandom random = new SplittableRandom(5);
    for (int count = 0; count < 300; count++) {
      check(random.ints(count, 0, 1 << 20).toArray());
    }
    check(random.ints(70_000, 0, 1 << 20).toArray());
    check(random.ints(1_000, 0, 1 << 20).toArray());
  }

  @Test
  void sort_sortedAndReversed_isSorted() {
    for (int count : new int[] {15, 16, 17, 31, 32, 33, 64, 65, 255}) {
      int[] values = new int[count];
      Arrays.setAll(values, i -> i << 8);
      check(values);
      Arrays.setAll(values, i -> (count - i) << 8);
      check(values);
    }
  }

  @Test
  void sort_equalKeys_areInTheOrderOfTheirValues() {
    SplittableRandom random = new SplittableRandom(8);
    for (int count = 0; count < 300; count++) {
      check(random.ints(count, 0, 1 << 10).toArray());
    }
    assertTrue(ints.asked > 0);
  }

  @Test
  void sort_differentKeys_asksForNoOrder() {
    fill(IntStream.range(0, 1_000).map(i -> i << 8).toArray());
    ints.sort();
    assertEquals(0, ints.asked);
  }

  /** Keys of all magnitudes: a difference of two would overflow. */
  @Test
  void sort_extremeKeys_isSorted() {
    ints.clear();
    long[] keys = {Long.MIN_VALUE, 0, Long.MAX_VALUE, -1, 1, Long.MIN_VALUE + 1};
    for (int i = 0; i < keys.length; i++) {
      ints.add(keys[i], i);
    }
    ints.sort();
    int[] order = IntStream.range(0, keys.length).map(ints::value).toArray();
    assertArrayEquals(new int[] {2, 4, 1, 3, 5, 0}, order);
  }

  @Test
  void move_isOfKeyAndValue() {
    fill(new int[] {0x300, 0x200, 0x100});
    ints.move(2, 0);
    assertEquals(0x1, ints.key(0));
    assertEquals(0x100, ints.value(0));
  }

  @Test
  void sort_whenItsScratchHasGrown_allocatesNothing() {
    fillReversed(ints, 1 << 16); // as much as is kept
    ints.sort();
    assertAllocates(0, 1 << 16);
    fillReversed(ints, (1 << 16) + 1);
    ints.sort();
    assertAllocates(2 << 10, 1 << 8);
    assertAllocates(0, 1 << 8);
  }

  /** So many bytes at least, and little more than some times as many. */
  private void assertAllocates(long expected, int count) {
    long before = Allocation.now();
    fillReversed(ints, count);
    ints.sort();
    long allocated = Allocation.now() - before;
    assertTrue(allocated >= expected, () -> "allocates " + allocated);
    assertTrue(allocated <= 10 * expected + 200, () -> "allocates " + allocated);
  }

  /** All but one are out of order. */
  private static void fillReversed(KeyedInts ints, int count) {
    ints.clear();
    for (int i = 0; i < count; i++) {
      ints.add(i, i);
    }
  }

  /** Runs of late values, of values far too early, and of both, among many that are in order. */
  @Test
  void sort_nearlySorted_isSorted() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 2_000; round++) {
      int[] values = new int[random.nextInt(200)];
      Arrays.setAll(values, i -> -i << 8);
      for (int odd = random.nextInt(6); odd > 0 && values.length > 0; odd--) {
        int to = random.nextInt(values.length);
        int from = Math.max(0, to - random.nextInt(20));
        int by = random.nextInt(-100, 100) << 8;
        for (int i = from; i < to; i++) {
          values[i] += by;
        }
      }
      check(values);
    }
  }

  /** Sorting all of them by halves would ask some ten times for each. */
  @Test
  void sort_oneLateInTwenty_asksLittleMoreThanTwiceForEach() {
    ints.clear();
    for (int i = 0; i < 1_000; i++) {
      ints.add(0, 255 - (i % 20 == 19 ? i - 15 : i) * 255 / 1_000);
    }
    ints.sort();
    assertTrue(ints.asked < 2_500, () -> "asked " + ints.asked + " times");
  }

  /** The same values with their keys, each once, none before one that it belongs behind. */
  private void check(int[] values) {
    fill(values);
    ints.sort();
    assertEquals(values.length, ints.size());
    int[] expected = values.clone();
    int[] sorted = new int[values.length];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = ints.value(i);
      assertEquals(sorted[i] >> 8, ints.key(i));
      if (i > 0) {
        assertTrue(ints.key(i - 1) >= ints.key(i));
        assertTrue(ints.key(i - 1) > ints.key(i) || isInOrder(sorted[i - 1], sorted[i]));
      }
    }
    Arrays.sort(expected);
    Arrays.sort(sorted);
    assertArrayEquals(expected, sorted);
  }

  private static boolean isInOrder(int a, int b) {
    return (a & 0xff) >= (b & 0xff);
  }

  /** All bits but the low eight are a value's key. */
  private void fill(int[] values) {
    ints.clear();
    for (int value : values) {
      ints.add(value >> 8, value);
    }
  }
}
