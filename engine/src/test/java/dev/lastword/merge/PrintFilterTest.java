// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.record.Fold;
import dev.lastword.record.GuardedMemory;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordView;
import java.lang.foreign.Arena;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PrintFilterTest {

  private final Arena arena = Arena.ofConfined();
  private final GuardedMemory memory = new GuardedMemory();
  private final RecordView base = new RecordView();
  private final Touched touched = new Touched();
  private final PrintFilter filter = new PrintFilter();

  @Test
  void holds_foldedBase_answersForTheFingerprintsOfTheFold() {
    attachTwoTombstonesOfTwoBytes();
    long slot = arena.allocate(Long.BYTES).address();
    RawMemory.putLong(slot, 0x4241);
    touched.put(slot, 2, 0, 1);
    touched.put(slot, 3, 0, 1); // no base member is that long
    filter.fill(touched, base);
    int print = Fold.fingerprint(0x4241, 2);
    for (int each = 0; each < 1 << 16; each++) {
      assertEquals(each == print, filter.holds(each));
      for (int lane = 0; lane < 4; lane++) {
        long others = print == 0 ? -1 : 0; // lanes of fingerprints that are not there
        long word = (others & ~(0xFFFFL << (16 * lane))) | ((long) each << (16 * lane));
        assertEquals(each == print, filter.holdsAny(word));
      }
    }
  }

  @Test
  void clear_afterFill_holdsNothing() {
    attachTwoTombstonesOfTwoBytes();
    long slot = arena.allocate(Long.BYTES).address();
    for (int i = 0; i < 1_000; i++) {
      RawMemory.putLong(slot, 7L * i);
      touched.put(slot, 2, 0, 1);
    }
    filter.fill(touched, base);
    assertTrue(filter.holds(Fold.fingerprint(7 * 999, 2)));
    filter.clear(touched, base);
    for (int print = 0; print < 1 << 16; print++) {
      assertFalse(filter.holds(print));
    }
  }

  /** Rows of a larger merge before lie behind those of this one. */
  @Test
  void fill_afterAMergeOfMore_entersThoseOfThisOneAlone() {
    attachTwoTombstonesOfTwoBytes();
    long slot = arena.allocate(Long.BYTES).address();
    for (int count = 3; count >= 0; count--) {
      touched.clear();
      for (int i = 0; i < count; i++) {
        RawMemory.putLong(slot, i);
        touched.put(slot, 2, 0, 1);
      }
      filter.fill(touched, base);
      for (int i = 0; i < 3; i++) {
        assertEquals(i < count, filter.holds(Fold.fingerprint(i, 2)));
      }
      filter.clear(touched, base);
    }
  }

  /** Two tombstones at stamp 5 with members of two bytes, of which the fingerprints are all. */
  private void attachTwoTombstonesOfTwoBytes() {
    byte[] record =
        HexFormat.of().parseHex("1000000500000000000000" + "0200" + "00020000" + "00000100");
    assertNull(base.wrap(memory.put(0, record), record.length));
    assertTrue(base.isFolded());
  }

  @AfterEach
  void close() {
    memory.close();
    arena.close();
  }
}
