// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/**
 * Lincheck tries the interleavings of merges, of more threads than there are lanes, and of whoever
 * sums up their counts: no two merges have one lane, and each merge counts once it is done, and
 * once.
 */
public class LaneInterleavingTest {
  private static final int LANES = 2;

  private final MergeLanes lanes = new MergeLanes(LANES, RecordWeight.MOST);
  private final AtomicIntegerArray held = new AtomicIntegerArray(LANES);

  /** A merge: takes a lane, counts, gives it back. */
  @Operation
  public void merge() {
    MergeLane lane = lanes.take();
    boolean kept = lane.number >= 0;
    if (kept && held.getAndSet(lane.number, 1) != 0) {
      throw new IllegalStateException("held by two merges");
    }
    lane.tally.quarantined(1);
    if (kept) {
      held.set(lane.number, 0);
    }
    lanes.giveBack(lane);
  }

  /** Says how many merges were counted. */
  @Operation
  public long sum() {
    return lanes.sum().quarantined();
  }

  @Test
  void lanes_allInterleavings_areLinearisable() {
    new ModelCheckingOptions()
        .iterations(15)
        .threads(3)
        .actorsPerThread(2)
        .invocationsPerIteration(500)
        // Of a tally's eighty counters one counts here.
        .addGuarantee(forClasses(MergeTally.class.getName()).methods("addTo").treatAsAtomic())
        .check(LaneInterleavingTest.class);
  }
}
