// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.record.GuardedMemory;
import dev.lastword.record.MemberHash;
import dev.lastword.record.Operations;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordFormat;
import dev.lastword.record.RecordView;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans with as many pieces as there may be: a new entry between any two of the base. */
final class GroupPlanTest {

  /** There is room for 64 pieces at first, then for twice as many. */
  @ParameterizedTest
  @ValueSource(ints = {1, 30, 31, 32, 33, 62, 63, 64, 65, 100})
  void build_newEntriesBetweenAllOfTheBase_areThePiecesInTurn(int count) {
    try (GuardedMemory memory = new GuardedMemory();
        Kernel kernel = new Kernel()) {
      GroupPlan plan = plan(memory, kernel, count, count);
      assertEquals(2 * count, plan.size());
      assertEquals(2L * count - 1, plan.firstStamp());
      assertEquals(0, plan.lastStamp());
      assertEquals(2 * count, plan.endPiece(1));
      assertEquals(plan.endPiece(0), plan.firstPiece(1));
      assertEquals(Math.min(64, 2 * count), plan.endPiece(0));
      for (int piece = 0; piece < plan.endPiece(1); piece++) {
        int index = piece / 2;
        assertEquals(
            piece % 2 == 0 ? Pieces.NEW : index < 64 ? 0 : 1,
            plan.pieces().source(piece),
            "" + piece);
        assertEquals(1, plan.pieces().count(piece));
        if (piece % 2 == 1) {
          assertEquals(index % 64, plan.pieces().start(piece));
        }
      }
    }
  }

  /** The base's head ends behind its 64th entry, the result's behind its own. */
  @ParameterizedTest
  @ValueSource(ints = {1, 63, 64, 65, 66, 200})
  void build_oneNewest_cutsWhereAHeadEnds(int stored) {
    try (GuardedMemory memory = new GuardedMemory();
        Kernel kernel = new Kernel()) {
      GroupPlan plan = plan(memory, kernel, stored, List.of(add(2 * stored)));
      assertEquals(stored + 1, plan.size());
      assertEquals(2, plan.endPiece(0));
      assertEquals(List.of(-1, 0, 1), piece(plan, 0));
      assertEquals(List.of(0, 0, Math.min(stored, 63)), piece(plan, 1));
      assertEquals(stored < 64 ? 2 : stored == 64 ? 3 : 4, plan.endPiece(1));
      if (stored >= 64) {
        assertEquals(List.of(0, 63, 1), piece(plan, 2));
      }
      if (stored > 64) {
        assertEquals(List.of(1, 0, stored - 64), piece(plan, 3));
      }
    }
  }

  private static List<Integer> piece(GroupPlan plan, int piece) {
    int start = plan.pieces().source(piece) == Pieces.NEW ? 1 : plan.pieces().count(piece);
    return List.of(
        plan.pieces().source(piece),
        plan.pieces().source(piece) == Pieces.NEW ? 0 : plan.pieces().start(piece),
        start);
  }

  /** A group without edits has no pieces until something is taken off it, or they are asked for. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 64, 65, 200})
  void build_withoutEdits_isWhole(int stored) {
    try (GuardedMemory memory = new GuardedMemory();
        Kernel kernel = new Kernel()) {
      GroupPlan plan = plan(memory, kernel, stored, List.of());
      assertTrue(plan.isWhole());
      assertEquals(stored, plan.size());
      assertEquals(0, plan.endPiece(1));
      plan.split();
      plan.split();
      assertTrue(plan.isWhole());
      assertEquals(stored, plan.size());
      assertEquals(stored == 0 ? 0 : stored <= 64 ? 1 : 2, plan.endPiece(1));
      for (int left = stored; left > 0; left--) {
        assertEquals(2L * (stored - left), plan.lastStamp());
        assertEquals(2, plan.lastMemberLength());
        assertEquals(member((stored - left) * 2)[1], (byte) RawMemory.getU8(plan.lastMember() + 1));
        plan.pop();
        assertFalse(plan.isWhole());
        assertEquals(left - 1, plan.size());
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

  /** Five entries of the base, a new one, and five older ones. */
  @Test
  void popBelow_overSeveralPieces_takesNoMoreThanItMay() {
    for (int most = 1; most <= 11; most++) {
      try (GuardedMemory memory = new GuardedMemory();
          Kernel kernel = new Kernel()) {
        GroupPlan plan = plan(memory, kernel, 10, List.of(add(9)));
        assertEquals(most, plan.popBelow(100, most));
        assertEquals(11 - most, plan.size());
      }
    }
  }

  private static GroupPlan plan(GuardedMemory memory, Kernel kernel, int stored, int added) {
    return plan(memory, kernel, stored, adds(1, added));
  }

  private static GroupPlan plan(
      GuardedMemory memory, Kernel kernel, int stored, List<byte[]> added) {
    byte[] record = kernel.merge(Policy.unbounded(), true, null, adds(0, stored));
    RecordView base = new RecordView();
    base.wrap(memory.put(0, record), record.length);
    base.noteEnds();
    Touched touched = new Touched();
    GroupPlan plan = new GroupPlan(base, touched, RecordFormat.LIVE);
    plan.begin(stored);
    for (byte[] add : added) {
      long member = memory.put(1, add) + RecordFormat.OPERATION_HEADER;
      touched.put(member, 2, 0, RawMemory.getLong(member - Long.BYTES));
      plan.insert(touched.find(member, 2, MemberHash.of(member, 2)));
    }
    plan.build();
    return plan;
  }

  /**
   * The same, with a piece of the base before the first and behind the last, and some taken out.
   */
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
      adds.add(add(stamp));
    }
    return adds;
  }

  private static byte[] add(int stamp) {
    return Operations.add(member(stamp), stamp);
  }

  private static byte[] member(int stamp) {
    return new byte[] {(byte) (stamp >> 8), (byte) stamp};
  }
}
