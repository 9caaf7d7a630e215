// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

/**
 * A column of member lengths, one or two bytes each.
 *
 * <p>The offset of a member is the sum of the lengths before it. Keeping lengths instead of offsets
 * lets a merge copy ranges of the column as they are; the sum runs over eight bytes at a time (four
 * 16-bit or two 32-bit partial sums a word), which makes ten thousand lengths a matter of half a
 * microsecond.
 */
final class LengthColumn {

  private static final long BYTE_ONES = 0x0101_0101_0101_0101L;
  private static final long SHORT_ONES = 0x0001_0001_0001_0001L;
  private static final long EVEN_BYTES = 0x00FF_00FF_00FF_00FFL;

  private LengthColumn() {}

  static int get(long column, int width, int index) {
    return width == 1 ? RawMemory.getU8(column + index) : RawMemory.getU16(column + 2L * index);
  }

  /** Returns the sum of the {@code count} lengths from {@code from} on. */
  static long sum(long column, int width, int from, int count) {
    long address = column + (long) from * width;
    return width == 1 ? sumBytes(address, count) : sumShorts(address, count);
  }

  /** Returns whether one of the first {@code count} lengths is 0. */
  static boolean hasZero(long column, int width, int count) {
    return width == 1 ? hasZeroByte(column, count) : hasZero(column, width, 0, count * width);
  }

  private static boolean hasZeroByte(long column, int count) {
    int i = 0;
    for (; i + BlockScan.BYTES <= count; i += BlockScan.BYTES) {
      if (BlockScan.hasZeroByte(column + i)) {
        return true;
      }
    }
    return hasZero(column, 1, i, count);
  }

  private static boolean hasZero(long column, int width, int from, int to) {
    long ones = width == 1 ? BYTE_ONES : SHORT_ONES;
    long tops = ones << (8 * width - 1);
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      long word = RawMemory.getLong(column + i);
      if (((word - ones) & ~word & tops) != 0) {
        return true;
      }
    }
    for (; i < to; i += width) {
      if (get(column + i, width, 0) == 0) {
        return true;
      }
    }
    return false;
  }

  private static long sumBytes(long address, int count) {
    long total = 0;
    int i = 0;
    for (; i + BlockScan.BYTES <= count; i += BlockScan.BYTES) {
      total += BlockScan.sumBytes(address + i);
    }
    long lanes = 0; // fewer words than a block has, so no lane overflows
    for (; i + Long.BYTES <= count; i += Long.BYTES) {
      long word = RawMemory.getLong(address + i);
      lanes += (word & EVEN_BYTES) + ((word >>> 8) & EVEN_BYTES);
    }
    total += BlockScan.sumShorts(lanes);
    for (; i < count; i++) {
      total += RawMemory.getU8(address + i);
    }
    return total;
  }

  /**
   * Sums of 16-bit lengths cannot fill 32 bits before 2^15 words; a block of words is far below
   * that.
   */
  private static long sumShorts(long address, int count) {
    long total = 0;
    int i = 0;
    for (; i + 4 <= count; i += 4) {
      total += BlockScan.sumShorts(RawMemory.getLong(address + 2L * i));
    }
    for (; i < count; i++) {
      total += RawMemory.getU16(address + 2L * i);
    }
    return total;
  }
}
