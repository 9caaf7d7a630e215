// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LengthColumnTest {

  private static final int FROM = 18;

  private final GuardedMemory memory = new GuardedMemory();

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void sum_everyAlignmentAndCount_isThatOfTheLengths(int width) {
    byte[] column = new byte[400 * width];
    new SplittableRandom(1).nextBytes(column);
    checkAll(column, width);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void sum_greatestLengths_doesNotOverflowItsLanes(int width) {
    byte[] column = new byte[400 * width];
    Arrays.fill(column, (byte) 0xff);
    checkAll(column, width);
    byte[] large = new byte[100_003 * width];
    Arrays.fill(large, (byte) 0xff);
    long greatest = width == 1 ? 255 : 65_535;
    long address = memory.put(0, large);
    assertEquals(100_003 * greatest, LengthColumn.sum(address, width, 0, 100_003));
    assertEquals(99_990 * greatest, LengthColumn.sum(address, width, 13, 99_990));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void hasZero_oneZeroAnywhere_isSeen(int width) {
    for (int count = 0; count < 40; count++) {
      byte[] column = new byte[count * width];
      for (int filler : new int[] {1, 0x80, 0xff}) {
        Arrays.fill(column, (byte) (width == 1 ? filler : 0));
        for (int i = 0; width == 2 && i < count; i++) {
          column[2 * i + i % 2] = (byte) filler; // either byte may be zero, not both
        }
        assertFalse(LengthColumn.hasZero(memory.put(0, column), width, count));
        for (int zero = 0; zero < count; zero++) {
          byte[] holed = column.clone();
          Arrays.fill(holed, zero * width, (zero + 1) * width, (byte) 0);
          assertTrue(LengthColumn.hasZero(memory.put(0, holed), width, count));
        }
      }
    }
  }

  /** Blocks of 1 024 lengths of one byte, and what is left of them. */
  @ParameterizedTest
  @ValueSource(ints = {1_023, 1_024, 1_025, 2_048, 2_060})
  void hasZero_oneZeroAnywhereInALongColumn_isSeen(int count) {
    byte[] column = new byte[count];
    Arrays.fill(column, (byte) 0x80);
    long address = memory.put(0, column);
    assertFalse(LengthColumn.hasZero(address, 1, count));
    for (int zero = 0; zero < count; zero++) {
      RawMemory.putU8(address + zero, 0);
      assertTrue(LengthColumn.hasZero(address, 1, count), "at " + zero);
      RawMemory.putU8(address + zero, 0x80);
    }
  }

  private void checkAll(byte[] column, int width) {
    long address = memory.put(0, column);
    int entries = column.length / width;
    for (int from = 0; from < FROM; from++) {
      long expected = 0;
      for (int count = 0; from + count <= entries; count++) {
        assertEquals(expected, LengthColumn.sum(address, width, from, count));
        if (from + count < entries) {
          int length = length(column, width, from + count);
          assertEquals(length, LengthColumn.get(address, width, from + count));
          expected += length;
        }
      }
    }
  }

  private static int length(byte[] column, int width, int index) {
    int low = column[index * width] & 0xff;
    return width == 1 ? low : low | ((column[index * width + 1] & 0xff) << 8);
  }

  @AfterEach
  void free() {
    memory.close();
  }
}
