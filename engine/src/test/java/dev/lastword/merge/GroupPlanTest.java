// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lastword.record.GuardedMemory;
import dev.lastword.record.MemberHash;
import dev.lastword.record.Operations;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordFormat;
import dev.lastword.record.RecordView;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans with as many runs as there may be: a new entry between any two of the base. */
final class GroupPlanTest {

  /** There is room for 48 runs at first, then for 96. */
  @ParameterizedTest
  @ValueSource(ints = {1, 23, 24, 25, 47, 48, 49, 100})
  void build_newEntriesBetweenAllOfTheBase_areTheRunsInTurn(int count) {
    try (GuardedMemory memory = new GuardedMemory();
        Kernel kernel = new Kernel()) {
      GroupPlan plan = plan(memory, kernel, count, count);
      assertEquals(2 * count, plan.runs());
      assertEquals(2 * count, plan.size());
      assertEquals(2L * count - 1, plan.firstStamp());
      assertEquals(0, plan.lastStamp());
      for (int run = 0; run < plan.runs(); run++) {
        assertEquals(run % 2 == 0 ? GroupPlan.NEW : 1, plan.runLength(run));
      }
    }
  }

  /** Entries of the base at 0, 2 and so on, new ones at 1, 3 and so on, or none of those. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void popBelow_takesTheOldestOffAndWhatLiesBelow(boolean mixed) {
    int count = 10;
    int step = mixed ? 1 : 2;
    for (int stamp = 0; stamp < 12; stamp++) {
      for (int most = 1; most < 12; most++) {
        try (GuardedMemory memory = new GuardedMemory();
            Kernel kernel = new Kernel()) {
          GroupPlan plan = plan(memory, kernel, count, mixed ? count : 0);
          int before = plan.size();
          int below = (stamp + step - 1) / step;
          int expected = Math.max(1, Math.min(Math.min(below, most), before));
          assertEquals(expected, plan.popBelow(stamp, most), "stamp " + stamp + " most " + most);
          assertEquals(before - expected, plan.size());
          if (plan.size() > 0) {
            assertEquals((long) expected * step, plan.lastStamp());
          }
        }
      }
    }
  }

  private static GroupPlan plan(GuardedMemory memory, Kernel kernel, int stored, int added) {
    byte[] record = kernel.merge(Policy.unbounded(), true, null, adds(0, stored));
    RecordView base = new RecordView();
    base.wrap(memory.put(0, record), record.length);
    Touched touched = new Touched();
    GroupPlan plan = new GroupPlan(base, touched, RecordFormat.LIVE);
    for (byte[] add : adds(1, added)) {
      long member = memory.put(1, add) + RecordFormat.OPERATION_HEADER;
      touched.put(member, 2, 0, RawMemory.getLong(member - Long.BYTES));
      plan.insert(touched.find(member, 2, MemberHash.of(member, 2)));
    }
    plan.build(stored);
    return plan;
  }

  /** The same, with a run of the base before the first and behind the last, and some taken out. */
  @ParameterizedTest
  @ValueSource(ints = {1, 12, 23, 24, 25, 47, 48, 49, 100})
  void merge_newEntriesBetweenAllOfTheBase_isAsMergedAtOnce(int count) {
    List<byte[]> even = adds(0, 2 * count + 2);
    List<byte[]> others = new ArrayList<>(adds(1, count));
    for (int i = count + 1; i < 2 * count; i += 2) {
      others.add(Operations.delete(member(2 * i), 2L * i));
    }
    List<byte[]> all = new ArrayList<>(even);
    all.addAll(others);
    try (Kernel fresh = new Kernel();
        Kernel kernel = new Kernel()) {
      byte[] existing = kernel.merge(Policy.forget(), true, null, even);
      byte[] expected = kernel.merge(Policy.forget(), true, null, all);
      assertArrayEquals(expected, fresh.merge(Policy.forget(), true, existing, others));
    }
  }

  /** Adds at every other stamp; their members are their stamps. */
  private static List<byte[]> adds(int first, int count) {
    List<byte[]> adds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int stamp = first + 2 * i;
      adds.add(Operations.add(member(stamp), stamp));
    }
    return adds;
  }

  private static byte[] member(int stamp) {
    return new byte[] {(byte) (stamp >> 8), (byte) stamp};
  }
}
