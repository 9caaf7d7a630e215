// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.record.MemberHash;
import dev.lastword.record.RawMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import net.openhft.chronicle.core.UnsafeMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TouchedTest {

  private static final int MANY = 40_000;
  private static final int WIDTH = 12;

  private final Arena arena = Arena.ofConfined();
  private final Touched touched = new Touched();

  @Test
  void add_manyMembers_areAllFoundWithTheirNewestStamps() {
    touched.clear();
    long members = longMembers();
    for (int i = 0; i < MANY; i++) {
      touched.put(members + (long) i * WIDTH, WIDTH, 0, i);
      touched.put(members + (long) i * WIDTH, WIDTH, 1, -i);
      touched.put(members + (long) i * WIDTH, WIDTH, 0, i - 1L);
      touched.put(members + (long) i * WIDTH, WIDTH, 1, 1L - i);
    }
    assertEquals(MANY, touched.size());
    for (int i = 0; i < MANY; i++) {
      int entry = find(members + (long) i * WIDTH, WIDTH);
      assertEquals(i, touched.stamp(entry, 0));
      assertEquals(1L - i, touched.stamp(entry, 1));
      assertEquals(Touched.ABSENT, touched.baseIndex(entry, 0));
    }
    assertEquals(Touched.ABSENT, find(members, WIDTH - 1));
  }

  /** The collector knows nothing of their size, so what a table outgrows is freed at once. */
  @Test
  void add_manyMembers_keepsNoTableThatWasOutgrown() {
    long before = UnsafeMemory.MEMORY.nativeMemoryUsed();
    Touched other = new Touched();
    long members = longMembers();
    for (int i = 0; i < MANY; i++) {
      other.put(members + (long) i * WIDTH, WIDTH, 0, i);
    }
    long used = UnsafeMemory.MEMORY.nativeMemoryUsed() - before;
    assertTrue(used <= 64L << 16, used + " bytes"); // a row of 64 bytes for each of 2^16
    other.clear();
    assertTrue(UnsafeMemory.MEMORY.nativeMemoryUsed() - before < 64 << 10);
    assertEquals(0, other.size());
  }

  @Test
  void add_shortMembersInOneSlot_areCopied() {
    touched.clear();
    long slot = arena.allocate(Long.BYTES).address();
    for (int i = 0; i < 1_000; i++) {
      RawMemory.putLong(slot, i);
      touched.put(slot, 1 + i % 8, 0, i);
      touched.put(slot, 1 + i % 8, 1, i);
    }
    for (int i = 255; i >= 0; i--) {
      RawMemory.putLong(slot, i);
      int entry = find(slot, 1 + i % 8);
      assertEquals(1 + i % 8, touched.length(entry));
      assertEquals(RawMemory.getPartial(slot, 1 + i % 8), touched.word(entry));
    }
  }

  /** Two members whose hashes share the half that is kept and the slot, so their bytes decide. */
  @Test
  void put_membersOfNearlyOneHash_areTwo() {
    long[] words = {1, 0xd8fe03374583f018L};
    MemorySegment members = arena.allocate(2L * Long.BYTES);
    for (int i = 0; i < 2; i++) {
      RawMemory.putLong(members.address() + (long) i * Long.BYTES, words[i]);
    }
    long first = members.address();
    long second = first + Long.BYTES;
    assertEquals(1L << 20, MemberHash.of(first, Long.BYTES) ^ MemberHash.of(second, Long.BYTES));
    touched.put(first, Long.BYTES, 0, 5);
    assertEquals(Touched.ABSENT, find(second, Long.BYTES));
    touched.put(second, Long.BYTES, 0, 6);
    assertEquals(2, touched.size());
    assertEquals(5, touched.stamp(find(first, Long.BYTES), 0));
    assertEquals(6, touched.stamp(find(second, Long.BYTES), 0));
  }

  @Test
  void begin_afterFewAndAfterMany_forgetsThemAll() {
    long members = longMembers();
    for (int count : new int[] {1, 33, MANY, 5, MANY, 0}) {
      touched.clear();
      assertEquals(0, touched.size());
      for (int i = 0; i < 200; i++) {
        assertEquals(Touched.ABSENT, find(members + (long) i * WIDTH, WIDTH));
      }
      for (int i = 0; i < count; i++) {
        touched.put(members + (long) i * WIDTH, WIDTH, 0, i);
      }
      assertEquals(count, touched.size());
    }
  }

  @Test
  void forget_belowTheHorizon_forgetsKindByKind() {
    Horizon horizon = new Horizon();
    long slot = arena.allocate(Long.BYTES).address();
    RawMemory.putLong(slot, 'm');
    touched.put(slot, 1, 0, 10);
    touched.put(slot, 1, 1, 11);
    horizon.raise(10, slot, 1);
    touched.forget(horizon);
    assertFalse(touched.has(0, 0));
    assertTrue(touched.has(0, 1));
  }

  @Test
  void forgotten_countsEachAddAndDeleteOnce_untilCleared() {
    Horizon horizon = new Horizon();
    long members = longMembers();
    for (int i = 0; i < 5; i++) {
      touched.put(members + (long) i * WIDTH, WIDTH, 0, i);
      touched.put(members + (long) i * WIDTH, WIDTH, 1, i - 1L);
    }
    assertEquals(0, touched.forgotten());
    horizon.raise(2, members, 0);
    touched.forget(horizon);
    assertEquals(5, touched.forgotten()); // adds at 0 and 1, deletes at -1, 0 and 1
    touched.forget(horizon);
    assertEquals(5, touched.forgotten());
    horizon.raise(3, members, 0);
    touched.forget(horizon);
    assertEquals(7, touched.forgotten());
    touched.clear();
    assertEquals(0, touched.forgotten());
  }

  private int find(long member, int length) {
    return touched.find(member, length, MemberHash.of(member, length));
  }

  private long longMembers() {
    MemorySegment members = arena.allocate((long) MANY * WIDTH);
    for (int i = 0; i < MANY; i++) {
      RawMemory.putLong(members.address() + (long) i * WIDTH, i * 31L);
    }
    return members.address();
  }

  @AfterEach
  void free() {
    arena.close();
  }
}
