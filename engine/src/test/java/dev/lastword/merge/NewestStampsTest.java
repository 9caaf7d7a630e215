// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.model.Allocation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class NewestStampsTest {
  private final NewestStamps newest = new NewestStamps();

  /** One heap is used for all, so that stamps of before lie behind those of a smaller one. */
  @Test
  void least_afterEachOffer_isTheLeastOfTheGreatest() {
    SplittableRandom random = new SplittableRandom(1);
    for (int round = 0; round < 500; round++) {
      int most = 1 + random.nextInt(20);
      int kinds = 1 + random.nextInt(60); // so that there are equal ones
      List<Long> offered = new ArrayList<>();
      newest.clear(most);
      for (int i = 0; i < 100; i++) {
        assertEquals(expected(offered, most), newest.least());
        long stamp = random.nextInt(kinds) - 30L;
        newest.offer(stamp);
        offered.add(stamp);
      }
      assertEquals(expected(offered, most), newest.least());
    }
  }

  private static long expected(List<Long> offered, int most) {
    List<Long> sorted = new ArrayList<>(offered);
    sorted.sort(Collections.reverseOrder());
    return sorted.size() < most ? Long.MIN_VALUE : sorted.get(most - 1);
  }

  @Test
  void clear_toNoMoreThanBefore_allocatesNothing() {
    newest.clear(1_000);
    long before = Allocation.now();
    newest.clear(1_000);
    newest.clear(10);
    newest.clear(1_000);
    long allocated = Allocation.now() - before;
    assertTrue(allocated < 1_000, () -> "allocates " + allocated);
  }
}
