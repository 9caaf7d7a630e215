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

  private static final long EVEN_BYTES = 0x00FF_00FF_00FF_00FFL;
  private static final long EVEN_SHORTS = 0x0000_FFFF_0000_FFFFL;
  private static final long BYTE_ONES = 0x0101_0101_0101_0101L;
  private static final long SHORT_ONES = 0x0001_0001_0001_0001L;

  /** A 16-bit partial sum takes 510 at most a word: this many words fit. */
  private static final int WORDS_A_BLOCK = 128;

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
    long ones = width == 1 ? BYTE_ONES : SHORT_ONES;
    long tops = ones << (8 * width - 1);
    int bytes = count * width;
    int i = 0;
    for (; i + Long.BYTES <= bytes; i += Long.BYTES) {
      long word = RawMemory.getLong(column + i);
      if (((word - ones) & ~word & tops) != 0) {
        return true;
      }
    }
    for (; i < bytes; i += width) {
      if (get(column + i, width, 0) == 0) {
        return true;
      }
    }
    return false;
  }

  private static long sumBytes(long address, int count) {
    long total = 0;
    int i = 0;
    while (i + Long.BYTES <= count) {
      int end = Math.min(count & -Long.BYTES, i + WORDS_A_BLOCK * Long.BYTES);
      long lanes = 0;
      for (; i < end; i += Long.BYTES) {
        long word = RawMemory.getLong(address + i);
        lanes += (word & EVEN_BYTES) + ((word >>> 8) & EVEN_BYTES);
      }
      total += foldShorts(lanes);
    }
    for (; i < count; i++) {
      total += RawMemory.getU8(address + i);
    }
    return total;
  }

  private static long foldShorts(long lanes) {
    long pairs = (lanes & EVEN_SHORTS) + ((lanes >>> 16) & EVEN_SHORTS);
    return (pairs & 0xFFFF_FFFFL) + (pairs >>> 32);
  }

  /**
   * Sums of 16-bit lengths cannot fill 32 bits before 2^15 words; a block of words is far below
   * that.
   */
  private static long sumShorts(long address, int count) {
    long total = 0;
    int i = 0;
    for (; i + 4 <= count; i += 4) {
      total += foldShorts(RawMemory.getLong(address + 2L * i));
    }
    for (; i < count; i++) {
      total += RawMemory.getU16(address + 2L * i);
    }
    return total;
  }
}
