// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.model.Allocation;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The quarantine of a merge, with strings of one, two and three bytes. */
final class QuarantineTest {
  private static final byte CANARY = 0x5A;

  /** The count, then each string behind its length. */
  private static final byte[] WRITTEN = {
    3, 0, 0, 0, 1, 0, 0, 0, 7, 2, 0, 0, 0, 8, 8, 3, 0, 0, 0, 9, 9, 9
  };

  private static final int FEW_BYTES = 500;

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment string = arena.allocate(1);
  private final Quarantine quarantine = new Quarantine();

  @BeforeEach
  void fill() {
    add(9, 9, 9);
    add(7);
    add(8, 8);
    add(7);
    quarantine.settle();
  }

  @Test
  void write_writesItsSizeAndNothingBehind() {
    assertEquals(WRITTEN.length, quarantine.size());
    MemorySegment output = arena.allocate(WRITTEN.length + 64L).fill(CANARY);
    quarantine.write(output.address());
    assertArrayEquals(WRITTEN, output.asSlice(0, WRITTEN.length).toArray(ValueLayout.JAVA_BYTE));
    for (long i = WRITTEN.length; i < output.byteSize(); i++) {
      assertEquals(CANARY, output.get(ValueLayout.JAVA_BYTE, i));
    }
  }

  @Test
  void fit_ofItsSize_dropsNothing() {
    assertFalse(quarantine.fit(WRITTEN.length));
    assertEquals(3, quarantine.count());
  }

  /** The strings that fit, for each size that there may be. */
  @Test
  void fit_dropsFromTheEndWhatDoesNotFit() {
    for (int most = WRITTEN.length - 1; most >= 0; most--) {
      int fitting = most >= 15 ? 2 : most >= 9 ? 1 : 0;
      boolean drops = quarantine.count() > fitting;
      assertEquals(drops, quarantine.fit(most), "most " + most);
      assertEquals(fitting, quarantine.count(), "most " + most);
    }
    assertEquals(Integer.BYTES, quarantine.size());
  }

  /** 4 096 strings fill the greatest tables that are kept from merge to merge. */
  @ParameterizedTest
  @CsvSource({"100, true", "4096, true", "4097, false"})
  void clear_ofSoManyStrings_keepsTablesUpToAMost(int strings, boolean kept) {
    fill(strings);
    long first = allocatedByFilling(strings);
    long second = allocatedByFilling(strings);
    if (kept) {
      assertTrue(first + second < FEW_BYTES, () -> first + " and " + second);
    } else {
      assertTrue(Math.min(first, second) > 16L * strings, () -> first + " and " + second);
    }
  }

  private long allocatedByFilling(int strings) {
    long before = Allocation.now();
    fill(strings);
    return Allocation.now() - before;
  }

  /** All strings are the same; sorting them would need a table of its own. */
  private void fill(int strings) {
    quarantine.clear();
    for (int i = 0; i < strings; i++) {
      quarantine.add(string.address(), 1);
    }
  }

  private void add(int... bytes) {
    MemorySegment string = arena.allocate(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      string.set(ValueLayout.JAVA_BYTE, i, (byte) bytes[i]);
    }
    quarantine.add(string.address(), bytes.length);
  }

  @AfterEach
  void free() {
    arena.close();
  }
}
