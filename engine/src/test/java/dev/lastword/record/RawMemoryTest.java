// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All operands lie right before an inaccessible page. */
final class RawMemoryTest {

  private final GuardedMemory memory = new GuardedMemory();
  private final SplittableRandom random = new SplittableRandom(3);

  @Test
  void compareAndEqual_everyLengthAndFirstDifference_areThoseOfArrays() {
    for (int aLength = 0; aLength <= 26; aLength++) {
      for (int bLength = 0; bLength <= 26; bLength++) {
        for (int same = 0; same <= Math.min(aLength, bLength); same++) {
          byte[] a = bytes(aLength);
          byte[] b = bytes(bLength);
          System.arraycopy(a, 0, b, 0, same);
          compare(a, b);
        }
      }
    }
  }

  private void compare(byte[] a, byte[] b) {
    long x = memory.put(0, a);
    long y = memory.put(1, b);
    assertEquals(
        Integer.signum(Arrays.compareUnsigned(a, b)),
        Integer.signum(RawMemory.compare(x, a.length, y, b.length)));
    if (a.length == b.length) {
      assertEquals(Arrays.equals(a, b), RawMemory.equal(x, y, a.length));
    }
  }

  @Test
  void compare_equalWordsAndUnsignedBytes_ordersAsUnsigned() {
    compare(new byte[] {0x7f}, new byte[] {(byte) 0x80});
    compare(new byte[] {1, 0, 0, 0, 0, 0, 0, 0}, new byte[] {0, 0, 0, 0, 0, 0, 0, (byte) 0xff});
    compare(new byte[] {0, 0, 0, 0, 0, 0, 0, (byte) 0x80}, new byte[8]);
    compare(new byte[9], new byte[8]);
  }

  @Test
  void getPartial_everyLength_isTheLittleEndianNumber() {
    for (int round = 0; round < 100; round++) {
      for (int length = 0; length <= 8; length++) {
        byte[] bytes = bytes(length);
        long expected = 0;
        for (int i = length - 1; i >= 0; i--) {
          expected = (expected << 8) | (bytes[i] & 0xff);
        }
        assertEquals(expected, RawMemory.getPartial(memory.put(0, bytes), length));
      }
    }
  }

  @Test
  void copy_everyLength_writesThatManyBytesAndNoMore() {
    try (Arena arena = Arena.ofConfined()) {
      for (int length = 0; length <= 140; length++) {
        byte[] from = bytes(length);
        MemorySegment to = arena.allocate(length + 9);
        RawMemory.copy(memory.put(0, from), to.address(), length);
        assertArrayEquals(
            Arrays.copyOf(from, length + 9), to.toArray(ValueLayout.JAVA_BYTE), "length " + length);
      }
    }
  }

  /** The source ends where memory ends; what lies before it may be read. */
  @Test
  void append_everyLength_writesThatManyBytesAndNoneBeforeOrBehindTheSlack() {
    int before = Long.BYTES;
    try (Arena arena = Arena.ofConfined()) {
      for (int length = 0; length <= 140; length++) {
        byte[] source = bytes(before + length);
        byte[] was = bytes(before + length + RawMemory.SLACK + before);
        MemorySegment to = arena.allocate(was.length);
        MemorySegment.copy(was, 0, to, ValueLayout.JAVA_BYTE, 0, was.length);
        RawMemory.append(memory.put(0, source) + before, to.address() + before, length);
        byte[] expected = was.clone();
        System.arraycopy(source, before, expected, before, length);
        byte[] is = to.toArray(ValueLayout.JAVA_BYTE);
        int end = before + length;
        System.arraycopy(is, end, expected, end, RawMemory.SLACK); // may hold anything
        assertArrayEquals(expected, is, "length " + length);
      }
    }
  }

  /** Long copies begin with the stores that align the others: at each place of a cache line. */
  @Test
  void copyAndAppend_longToAnyPlaceOfACacheLine_writeThatManyBytesAndNoneBeforeOrBehind() {
    int around = Long.BYTES;
    for (int length : new int[] {1_023, 1_024, 1_025, 1_090, 3_000}) {
      byte[] source = bytes(length);
      long from = memory.put(0, source);
      byte[] was = bytes(64 + length + 2 * around);
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment to = arena.allocate(was.length, 64);
        for (int place = around; place < 64 + around; place++) {
          byte[] expected = was.clone();
          System.arraycopy(source, 0, expected, place, length);
          MemorySegment.copy(was, 0, to, ValueLayout.JAVA_BYTE, 0, was.length);
          RawMemory.copy(from, to.address() + place, length);
          assertArrayEquals(expected, to.toArray(ValueLayout.JAVA_BYTE), "copy to " + place);
          MemorySegment.copy(was, 0, to, ValueLayout.JAVA_BYTE, 0, was.length);
          RawMemory.append(from, to.address() + place, length);
          assertArrayEquals(expected, to.toArray(ValueLayout.JAVA_BYTE), "append to " + place);
        }
      }
    }
  }

  @Test
  void copyInAndOut_anyPartOfAnArray_moveThatPart() {
    byte[] all = bytes(20);
    for (int from = 0; from <= all.length; from++) {
      for (int length = 0; from + length <= all.length; length++) {
        long address = memory.put(0, new byte[length]);
        RawMemory.copyIn(all, from, address, length);
        byte[] expected = new byte[all.length];
        System.arraycopy(all, from, expected, from, length);
        byte[] is = new byte[all.length];
        RawMemory.copyOut(address, is, from, length);
        assertArrayEquals(expected, is);
      }
    }
    long address = memory.put(0, all);
    for (int from : new int[] {-1, 1, 21}) {
      assertThrows(
          IndexOutOfBoundsException.class,
          () -> RawMemory.copyOut(address, new byte[20], from, 20));
      assertThrows(IndexOutOfBoundsException.class, () -> RawMemory.copyIn(all, from, address, 20));
    }
  }

  @Test
  void clear_everyLength_setsThatManyBytesToZero() {
    for (int length = 0; length <= 40; length++) {
      long address = memory.put(0, new byte[] {1});
      for (int i = 0; i <= length; i++) {
        RawMemory.putU8(address - i, 7);
      }
      RawMemory.clear(address - length + 1, length);
      assertEquals(7, RawMemory.getU8(address - length));
      for (int i = 0; i < length; i++) {
        assertEquals(0, RawMemory.getU8(address - i), "byte " + i + " of " + length);
      }
    }
  }

  @Test
  void integers_writtenAndRead_areTheSame() {
    long address = memory.put(0, new byte[4]);
    for (int number : new int[] {0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      RawMemory.putInt(address, number);
      assertEquals(number, RawMemory.getInt(address));
      assertEquals(number & 0xFFFF_FFFFL, RawMemory.getU32(address));
    }
  }

  @Test
  void numbers_writtenAndRead_areTheSame() {
    for (int width : new int[] {1, 2, 4}) {
      long address = memory.put(0, new byte[width]);
      long greatest = (1L << (8 * width)) - 1;
      for (long number : new long[] {0, 1, greatest / 2, greatest / 2 + 1, greatest}) {
        RawMemory.putNumber(address, width, number);
        assertEquals(number, RawMemory.getNumber(address, width));
      }
    }
  }

  /** Few values, so that equal bytes and both signs are frequent. */
  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (random.nextInt(4) * 0x55 + random.nextInt(2));
    }
    return bytes;
  }

  @AfterEach
  void free() {
    memory.close();
  }
}
