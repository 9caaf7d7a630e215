// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Repeats each pass until the JIT compiler has made vector instructions of it. */
final class BlockScanTest {

  private static final int REPEATS = 20_000;

  private final Arena arena = Arena.ofConfined();
  private final long block = arena.allocate(BlockScan.BYTES).address();

  @Test
  void equalLanes_ofTwoWords_isNotZeroWhereALaneIsTheSame() {
    Random random = new Random(5);
    int[] lanes = {0, 1, 0x7FFF, 0x8000, 0x8001, 0xFFFF};
    for (int i = 0; i < REPEATS; i++) {
      int print = lanes[random.nextInt(lanes.length)];
      long word = 0;
      boolean same = false;
      for (int lane = 0; lane < 4; lane++) {
        int value = lanes[random.nextInt(lanes.length)];
        word = word << 16 | value;
        same |= value == print;
      }
      long equal = BlockScan.equalLanes(word, BlockScan.pattern(print));
      assertEquals(same, equal != 0, Long.toHexString(word) + " for " + print);
    }
  }

  @Test
  void holds_onePrintAnywhere_findsItAndNoOther() {
    Random random = new Random(7);
    for (int i = 0; i < REPEATS; i++) {
      int print = random.nextInt(1 << 16);
      int at = random.nextInt(BlockScan.PRINTS);
      fill((byte) ~print);
      int unlike = print ^ 1 << random.nextInt(16);
      RawMemory.putU16(block + 2L * at, unlike);
      assertFalse(BlockScan.holds(block, BlockScan.pattern(print)), "print " + print);
      assertTrue(BlockScan.holds(block, BlockScan.pattern(unlike)), "print " + unlike);
    }
  }

  /** The top bit is left out, so only the fifteen others make a difference. */
  @Test
  void mayHoldAny_onePrintAnywhere_findsItAsAnyOfFourAndNoneThatDiffersBelowTheTop() {
    Random random = new Random(6);
    long[] patterns = new long[4];
    for (int i = 0; i < REPEATS; i++) {
      int print = random.nextInt(1 << 16);
      int at = random.nextInt(BlockScan.PRINTS);
      fill((byte) ~print);
      int unlike = print ^ 1 << random.nextInt(15);
      RawMemory.putU16(block + 2L * at, unlike);
      Arrays.fill(patterns, BlockScan.pattern(print));
      assertFalse(mayHoldAny(patterns), "print " + print);
      patterns[random.nextInt(patterns.length)] = BlockScan.pattern(unlike);
      assertTrue(mayHoldAny(patterns), "print " + unlike);
    }
  }

  private boolean mayHoldAny(long[] patterns) {
    long[] rest = Arrays.stream(patterns).map(BlockScan::rest).toArray();
    return BlockScan.mayHoldAny(block, rest[0], rest[1], rest[2], rest[3]);
  }

  @Test
  void hasZeroByte_oneAnywhere_findsIt() {
    Random random = new Random(8);
    for (int i = 0; i < REPEATS; i++) {
      fill((byte) (1 + random.nextInt(255)));
      assertFalse(BlockScan.hasZeroByte(block));
      RawMemory.putU8(block + random.nextInt(BlockScan.BYTES), 0);
      assertTrue(BlockScan.hasZeroByte(block));
    }
  }

  @Test
  void sumBytes_anyBytes_isTheirSum() {
    Random random = new Random(9);
    fill((byte) 0xFF);
    long sum = 255L * BlockScan.BYTES;
    for (int i = 0; i < REPEATS; i++) {
      assertEquals(sum, BlockScan.sumBytes(block));
      long at = block + random.nextInt(BlockScan.BYTES);
      int value = random.nextInt(256);
      sum += value - RawMemory.getU8(at);
      RawMemory.putU8(at, value);
    }
  }

  /** Fills the block: afterwards it holds no fingerprint of another low byte. */
  private void fill(byte value) {
    for (int i = 0; i < BlockScan.BYTES; i++) {
      RawMemory.putU8(block + i, value);
    }
  }

  @AfterEach
  void close() {
    arena.close();
  }
}
