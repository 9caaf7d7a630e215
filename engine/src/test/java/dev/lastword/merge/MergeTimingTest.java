// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Which merges are timed, and how many others each stands for. */
final class MergeTimingTest {
  private final MergeLane lane = new MergeLane(0, new MergeTally(false), RecordWeight.MOST);

  @Test
  void timed_smallMerges_countEachOnce() {
    long weight = 0;
    for (int i = 0; i < 1_000; i++) {
      assertEquals(1, lane.timed(100, 1));
    }
    int timed = 0;
    for (int i = 0; i < 64_000; i++) {
      int stands = lane.timed(100, 1);
      weight += stands;
      timed += stands > 0 ? 1 : 0;
    }
    assertEquals(64_000, weight);
    assertEquals(1_000, timed);
  }

  @Test
  void timed_largeMerges_always() {
    for (int i = 0; i < 5_000; i++) {
      assertEquals(1, lane.timed(16 << 10, 1));
      assertEquals(1, lane.timed(0, 64));
      lane.timed(100, 1);
    }
    assertEquals(1, lane.timed(16 << 10, 1));
  }
}
