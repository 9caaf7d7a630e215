// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.openhft.chronicle.core.UnsafeMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How much memory a result takes, and what of it is kept; chronicle-core counts what is not freed.
 */
final class ResultBufferTest {
  private static final int HEADER = 16;
  private static final long LEAST = 4 << 10;

  /** With an eighth more for headroom, exactly {@link ResultBuffer#SMALL}. */
  private static final long SMALL_CAPACITY = 58_255;

  private final ResultBuffer out = new ResultBuffer(7);
  private final long before = UnsafeMemory.INSTANCE.nativeMemoryUsed();
  private final long idle = ResultBuffer.largeIdle();

  private long used() {
    return UnsafeMemory.INSTANCE.nativeMemoryUsed() - before;
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 3_640, 3_641, 4_096, 58_255, 1 << 20})
  void reserveAddress_anyCapacity_takesAnEighthMoreAndSlack(long capacity) {
    out.begin();
    out.reserveAddress(capacity);
    long size = Math.max(LEAST, capacity + capacity / 8);
    assertEquals(HEADER + size + MergeOutput.SLACK, used());
  }

  @Test
  void reserveAddress_ofWhatThereIs_staysWhereItIs_oneMoreMovesAndFreesTheOld() {
    out.begin();
    long first = out.reserveAddress(1);
    assertEquals(first, out.reserveAddress(LEAST));
    assertEquals(HEADER + LEAST + MergeOutput.SLACK, used());
    assertNotEquals(first, out.reserveAddress(LEAST + 1));
    assertEquals(HEADER + LEAST + 1 + LEAST / 8 + MergeOutput.SLACK, used());
  }

  @Test
  void commit_ofNothingInANewBuffer_hasAnAddressWithItsOwner() {
    out.begin();
    out.commit(0);
    assertEquals(0, out.finish());
    assertNotEquals(0, out.address());
    assertEquals(7, ResultBuffer.ownerOf(out.address()));
  }

  @Test
  void endAndBegin_ofASmallBuffer_keepItAndCountNothing() {
    out.begin();
    long address = out.reserveAddress(SMALL_CAPACITY);
    out.end();
    assertEquals(idle, ResultBuffer.largeIdle());
    assertEquals(address, out.address());
    out.begin();
    assertEquals(idle, ResultBuffer.largeIdle());
    assertEquals(HEADER + ResultBuffer.SMALL + MergeOutput.SLACK, used());
  }

  @Test
  void endAndBegin_ofALargeBuffer_countItWhileItIsIdle() {
    out.begin();
    out.reserveAddress(SMALL_CAPACITY + 1);
    assertEquals(idle, ResultBuffer.largeIdle());
    out.end();
    assertEquals(idle + SMALL_CAPACITY + 1 + (SMALL_CAPACITY + 1) / 8, ResultBuffer.largeIdle());
    out.begin();
    assertEquals(idle, ResultBuffer.largeIdle());
  }

  @Test
  void end_ofABufferAboveTheLimit_freesIt() {
    out.begin();
    out.reserveAddress(ResultBuffer.LARGE_LIMIT);
    out.end();
    assertEquals(idle, ResultBuffer.largeIdle());
    assertEquals(0, used());
    assertEquals(0, out.address());
  }

  @Test
  void reserve_moreThanThereCanBe_isRefused() {
    out.begin();
    assertThrows(OutOfMemoryError.class, () -> out.reserve(Long.MAX_VALUE));
    assertThrows(OutOfMemoryError.class, () -> out.reserveAddress(Long.MAX_VALUE / 4 + 1));
    assertThrows(IllegalArgumentException.class, () -> out.reserve(-1));
    assertEquals(0, used());
  }

  /** A buffer this large is not kept. */
  @AfterEach
  void free() {
    out.begin();
    out.reserveAddress(2 * ResultBuffer.LARGE_LIMIT);
    out.end();
  }
}
