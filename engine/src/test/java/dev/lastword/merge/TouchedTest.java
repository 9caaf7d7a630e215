// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.record.Fold;
import dev.lastword.record.GuardedMemory;
import dev.lastword.record.MemberHash;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordView;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TouchedTest {

  private static final int MANY = 40_000;
  private static final int WIDTH = 12;

  private final Arena arena = Arena.ofConfined();
  private final GuardedMemory memory = new GuardedMemory();
  private final RecordView base = new RecordView();
  private final Touched touched = new Touched();

  @Test
  void add_manyMembers_areAllFoundWithTheirNewestStamps() {
    touched.begin(base);
    long members = longMembers();
    for (int i = 0; i < MANY; i++) {
      touched.add(members + (long) i * WIDTH, WIDTH, i);
      touched.delete(members + (long) i * WIDTH, WIDTH, -i);
      touched.add(members + (long) i * WIDTH, WIDTH, i - 1L);
      touched.delete(members + (long) i * WIDTH, WIDTH, 1L - i);
    }
    assertEquals(MANY, touched.size());
    for (int i = 0; i < MANY; i++) {
      int entry = find(members + (long) i * WIDTH, WIDTH);
      assertEquals(i, touched.stamp(entry, 0));
      assertEquals(1L - i, touched.stamp(entry, 1));
      assertEquals(Touched.ABSENT, touched.baseIndex(entry, 0));
      assertTrue(touched.mayHold(MemberHash.fingerprint(touched.hash(entry))));
    }
    assertEquals(Touched.ABSENT, find(members, WIDTH - 1));
  }

  @Test
  void add_shortMembersInOneSlot_areCopied() {
    touched.begin(base);
    long slot = arena.allocate(Long.BYTES).address();
    for (int i = 0; i < 1_000; i++) {
      RawMemory.putLong(slot, i);
      touched.add(slot, 1 + i % 8, i);
      touched.delete(slot, 1 + i % 8, i);
    }
    for (int i = 255; i >= 0; i--) {
      RawMemory.putLong(slot, i);
      int entry = find(slot, 1 + i % 8);
      assertEquals(1 + i % 8, touched.length(entry));
      assertEquals(RawMemory.getPartial(slot, 1 + i % 8), touched.word(entry));
    }
  }

  @Test
  void begin_afterFewAndAfterMany_forgetsThemAll() {
    long members = longMembers();
    for (int count : new int[] {1, 33, MANY, 5, MANY, 0}) {
      touched.begin(base);
      assertEquals(0, touched.size());
      for (int i = 0; i < 200; i++) {
        assertEquals(Touched.ABSENT, find(members + (long) i * WIDTH, WIDTH));
      }
      for (int print = 0; print < 1 << 16; print++) {
        assertFalse(touched.mayHold(print));
      }
      for (int i = 0; i < count; i++) {
        touched.add(members + (long) i * WIDTH, WIDTH, i);
      }
      assertEquals(count, touched.size());
    }
  }

  @Test
  void mayHold_foldedBase_asksForTheFingerprintsOfTheFold() {
    // Two tombstones at stamp 5 with members of two bytes, of which the fingerprints are all.
    byte[] record =
        HexFormat.of().parseHex("1000000500000000000000" + "0200" + "00020000" + "00000100");
    assertNull(base.wrap(memory.put(0, record), record.length));
    assertTrue(base.isFolded());
    touched.begin(base);
    long slot = arena.allocate(Long.BYTES).address();
    RawMemory.putLong(slot, 0x4241);
    touched.add(slot, 2, 1);
    touched.add(slot, 3, 1); // no base member is that long
    int print = Fold.fingerprint(0x4241, 2);
    for (int each = 0; each < 1 << 16; each++) {
      assertEquals(each == print, touched.mayHold(each));
    }
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
    memory.close();
  }
}
