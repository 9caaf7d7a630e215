// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What RocksDB reads after an upcall, which must not be what lay there before it: the test calls as
 * RocksDB does.
 */
final class MergeUpcallsTest {
  private static final byte DIRT = 0x55;
  private static final int MANY = 1_000;

  private final Arena arena = Arena.ofConfined();
  private final long state = arena.allocate(1).address();
  private final MemorySegment success = arena.allocate(1);
  private final MemorySegment length = arena.allocate(ValueLayout.JAVA_LONG);
  private final MemorySegment operand = arena.allocateFrom(ValueLayout.JAVA_LONG, 5);
  private final MemorySegment operands =
      arena.allocateFrom(ValueLayout.JAVA_LONG, operand.address(), operand.address());
  private final MemorySegment lengths = arena.allocateFrom(ValueLayout.JAVA_LONG, 8, 8);

  @BeforeEach
  void dirty() {
    success.fill(DIRT);
    length.fill(DIRT);
  }

  @Test
  void merges_thatSucceed_giveTheResultAndItsLengthAndTakeItsMemoryBack() {
    MergeUpcalls upcalls = new MergeUpcalls(new Counter());
    int calls = MergeCalls.size();
    for (int i = 0; i < MANY; i++) {
      dirty();
      long result = i % 2 == 0 ? full(upcalls) : partial(upcalls);
      assertAnswer(1, Long.BYTES);
      assertNotEquals(state, result);
      assertEquals(10, RawMemory.getLong(result));
      upcalls.deleteValue(state, result, Long.BYTES);
    }
    assertEquals(calls, MergeCalls.size(), "every call was given back");
    assertCounts(upcalls, 0, 0);
    assertNull(upcalls.lastFailure());
  }

  @Test
  void fullMerge_thatDeclines_answersNoResultAndIsCounted() {
    MergeUpcalls upcalls = new MergeUpcalls(new Scripted(this::decline, this::decline));
    int calls = MergeCalls.size();
    for (int i = 1; i <= MANY; i++) {
      dirty();
      assertEquals(state, full(upcalls));
      assertAnswer(0, 0);
      assertCounts(upcalls, i, 0);
    }
    assertEquals(calls, MergeCalls.size());
  }

  /** To leave the operands as they are is no event. */
  @Test
  void partialMerge_thatDeclines_answersNoResultAndIsNotCounted() {
    MergeUpcalls upcalls = new MergeUpcalls(new Scripted(this::decline, this::decline));
    int calls = MergeCalls.size();
    for (int i = 1; i <= MANY; i++) {
      dirty();
      assertEquals(state, partial(upcalls));
      assertAnswer(0, 0);
    }
    assertCounts(upcalls, 0, 0);
    assertEquals(calls, MergeCalls.size());
  }

  @Test
  void partialMerge_ofAFunctionWithout_isDeclinedAndNoFailure() {
    MergeUpcalls upcalls = new MergeUpcalls(new FullOnly());
    assertEquals(state, partial(upcalls));
    assertAnswer(0, 0);
    assertCounts(upcalls, 0, 0);
  }

  private static final class FullOnly implements MergeFunction {
    @Override
    public String name() {
      return "full only";
    }

    @Override
    public boolean fullMerge(MergeInput in, MergeOutput out) {
      out.commit(0);
      return true;
    }
  }

  @Test
  void merges_thatThrow_answerNoResultAndKeepWhatWasThrown() {
    AssertionError mine = new AssertionError("mine");
    Scripted.Merge thrower =
        (in, out) -> {
          out.reserve(8).writeLong(7);
          throw mine;
        };
    MergeUpcalls upcalls = new MergeUpcalls(new Scripted(thrower, thrower));
    int calls = MergeCalls.size();
    for (int i = 1; i <= MANY; i++) {
      dirty();
      assertEquals(state, i % 2 == 0 ? full(upcalls) : partial(upcalls));
      assertAnswer(0, 0);
      assertCounts(upcalls, 0, i);
    }
    assertSame(mine, upcalls.lastFailure());
    assertEquals(calls, MergeCalls.size());
  }

  /** The result of a failed merge is the state, which is nobody's to give back. */
  @Test
  void deleteValue_ofTheState_doesNothing() {
    MergeUpcalls upcalls = new MergeUpcalls(new Counter());
    upcalls.deleteValue(state, state, 0);
    assertCounts(upcalls, 0, 0);
  }

  private boolean decline(MergeInput in, MergeOutput out) {
    out.reserve(8).writeLong(7);
    return false;
  }

  private long full(MergeUpcalls upcalls) {
    return upcalls.fullMerge(
        state,
        operand.address(),
        Long.BYTES,
        0,
        0,
        operands.address(),
        lengths.address(),
        2,
        success.address(),
        length.address());
  }

  private long partial(MergeUpcalls upcalls) {
    return upcalls.partialMerge(
        state,
        operand.address(),
        Long.BYTES,
        operands.address(),
        lengths.address(),
        2,
        success.address(),
        length.address());
  }

  private void assertAnswer(int expectedSuccess, long expectedLength) {
    assertEquals(expectedSuccess, success.get(ValueLayout.JAVA_BYTE, 0));
    assertEquals(expectedLength, length.get(ValueLayout.JAVA_LONG, 0));
  }

  private static void assertCounts(MergeUpcalls upcalls, long declines, long failures) {
    assertEquals(declines, upcalls.declines());
    assertEquals(failures, upcalls.failures());
  }

  @AfterEach
  void free() {
    arena.close();
  }
}
