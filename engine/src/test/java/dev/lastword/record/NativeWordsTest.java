// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.openhft.chronicle.core.UnsafeMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NativeWordsTest {

  /** As many that their bytes, or the words of their rows, do not fit the number they come in. */
  @ParameterizedTest
  @ValueSource(longs = {1L << 58, 1L << 60, (1L << 61) + 1, Long.MAX_VALUE})
  void allocate_moreThanThereIs_isRefused(long words) {
    assertThrows(OutOfMemoryError.class, () -> new NativeWords(words));
  }

  /** What nobody can reach any more is given back; chronicle-core counts what is not. */
  @Test
  void allocate_andForget_givesTheMemoryBack() throws InterruptedException {
    long words = 1 << 20;
    long before = UnsafeMemory.MEMORY.nativeMemoryUsed();
    for (int i = 0; i < 20; i++) {
      assertTrue(new NativeWords(words).address() != 0);
    }
    for (int tries = 0; used(before) > 2 * words * Long.BYTES && tries < 300; tries++) {
      System.gc();
      Thread.sleep(20); // the cleaner has a thread of its own
    }
    assertTrue(used(before) <= 2 * words * Long.BYTES, () -> used(before) + " bytes are kept");
  }

  private static long used(long before) {
    return UnsafeMemory.MEMORY.nativeMemoryUsed() - before;
  }

  @Test
  void twice_ofEachPowerOfTwo_isTheNextUntilThereIsNone() {
    for (int rows = 1; rows < 1 << 29; rows *= 2) {
      assertEquals(2L * rows, NativeWords.twice(rows));
    }
    for (int rows : new int[] {1 << 29, 1 << 30}) {
      OutOfMemoryError refused =
          assertThrows(OutOfMemoryError.class, () -> NativeWords.twice(rows));
      assertTrue(refused.toString().contains("536870912"), refused::toString);
    }
  }
}
