// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.record.GuardedMemory;
import dev.lastword.record.Operations;
import dev.lastword.record.RawMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.openhft.chronicle.core.UnsafeMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is merged over a stored value, and what is merged at once, are the same bytes. */
final class StateMergerTest {

  /** More than a head, and fewer than there are members of one byte. */
  private static final int STORED = 150;

  private final Kernel kernel = new Kernel();

  /**
   * A horizon cuts the stored entries in two, and operands speak of those on both sides of it: as
   * few as are searched for one by one, as many as are found in one pass, and between. What lies
   * behind the horizon must not be found: under KEEP nothing drops it later.
   */
  @ParameterizedTest
  @CsvSource({"1, 1", "1, 9", "1, 40", "2, 1", "2, 9", "2, 40", "9, 1", "9, 9", "9, 40"})
  void merge_ofMembersAroundTheHorizon_isAsMergedAtOnce(int length, int deletes) {
    List<byte[]> stored = new ArrayList<>();
    for (int i = 0; i < STORED; i++) {
      stored.add(Operations.add(member(i, length), i));
    }
    for (Policy policy : List.of(Policy.keep(), Policy.forget())) {
      byte[] existing = kernel.merge(policy, true, null, stored);
      for (int horizon = 0; horizon < STORED; horizon++) {
        List<byte[]> operands = new ArrayList<>();
        operands.add(Operations.forget(horizon, member(horizon, length)));
        int last = Math.min(STORED - 1, horizon + deletes / 2);
        for (int i = last; i >= 0 && operands.size() <= deletes; i--) {
          operands.add(Operations.delete(member(i, length), 1_000 + i));
        }
        List<byte[]> all = new ArrayList<>(stored);
        all.addAll(operands);
        byte[] expected = kernel.merge(policy, true, null, all);
        byte[] merged = kernel.merge(policy, true, existing, operands);
        assertArrayEquals(expected, merged, policy + " forgets " + horizon);
      }
    }
  }

  /** All have one stamp, so members decide their order; they vary in length, and interleave. */
  @Test
  void merge_ofManyAtOneStamp_isAsMergedAtOnce() {
    List<byte[]> stored = new ArrayList<>();
    List<byte[]> added = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      byte[] member = Integer.toString(i).getBytes(US_ASCII);
      (i % 2 == 0 ? stored : added).add(Operations.add(member, 7));
    }
    for (Policy policy : List.of(Policy.forget(), Policy.forget().maxAdds(700))) {
      byte[] existing = kernel.merge(Policy.unbounded(), true, null, stored);
      byte[] operand = kernel.merge(Policy.unbounded(), true, null, added);
      List<byte[]> all = new ArrayList<>(stored);
      all.addAll(added);
      byte[] expected = kernel.merge(policy, true, null, all);
      assertArrayEquals(expected, kernel.merge(policy, true, existing, List.of(operand)));
      assertArrayEquals(expected, kernel.merge(policy, true, existing, added));
    }
  }

  /** Longer than any record may be: it cannot even be carried along. */
  @Test
  void merge_ofUnreadableBytesPast2GiB_leavesThemOutAndTellsSo() {
    byte[] add = Operations.add(member(1, 2), 5);
    long bytes = 1L << 31;
    long huge = UnsafeMemory.MEMORY.allocate(bytes);
    try (GuardedMemory memory = new GuardedMemory()) {
      RawMemory.putU8(huge, 99);
      StateMerger merger = new StateMerger();
      merger.begin(Policy.unbounded(), true);
      merger.addOperand(huge, bytes);
      merger.addOperand(memory.put(0, add), add.length);
      assertEquals(add.length, merger.plan());
      assertTrue(merger.isShortened());
      merger.begin(Policy.unbounded(), false);
      merger.addOperand(huge, bytes);
      merger.addOperand(memory.put(0, add), add.length);
      assertTrue(merger.plan() > bytes, "a partial merge is declined for its size");
    } finally {
      UnsafeMemory.MEMORY.freeMemory(huge, bytes);
    }
  }

  /** An add that goes to another group, where another entry has its index and its stamp. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 9})
  void merge_intoAGroupThatHasThatStampAtThatIndex_movesTheEntry(int length) {
    byte[] stay = member(2, length);
    List<byte[]> stored =
        List.of(
            Operations.add(member(1, length), 5),
            Operations.add(stay, 5),
            Operations.delete(stay, 5),
            Operations.add(member(3, length), 4));
    byte[] operand = Operations.delete(member(1, length), 5);
    List<byte[]> all = new ArrayList<>(stored);
    all.add(operand);
    byte[] existing = kernel.merge(Policy.forget(), true, null, stored);
    assertArrayEquals(
        kernel.merge(Policy.forget(), true, null, all),
        kernel.merge(Policy.forget(), true, existing, List.of(operand)));
  }

  /** So the time of a merge does not grow with what is stored, nor with what is merged. */
  @Test
  void merge_ofTwoRecords_entersTheEntriesOfTheSmaller() {
    byte[] large = kernel.merge(Policy.unbounded(), true, null, adds(0, 100));
    byte[] small = kernel.merge(Policy.unbounded(), true, null, adds(100, 107));
    byte[] expected = kernel.merge(Policy.unbounded(), true, null, adds(0, 107));
    for (byte[] existing : List.of(large, small)) {
      byte[] operand = Arrays.equals(existing, large) ? small : large;
      assertArrayEquals(
          expected, kernel.merge(Policy.unbounded(), true, existing, List.of(operand)));
      assertEquals(7, kernel.touched());
    }
  }

  private static List<byte[]> adds(int from, int to) {
    List<byte[]> adds = new ArrayList<>();
    for (int i = from; i < to; i++) {
      adds.add(Operations.add(member(i, 2), i));
    }
    return adds;
  }

  private static byte[] member(int number, int length) {
    byte[] member = new byte[length];
    member[0] = (byte) number;
    return member;
  }

  @AfterEach
  void free() {
    kernel.close();
  }
}
