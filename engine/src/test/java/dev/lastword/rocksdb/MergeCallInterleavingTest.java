// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/**
 * Lincheck tries the interleavings of merges that take a call, and of growing when all are busy: no
 * two merges have one, whether it is given back by itself or by its number.
 */
public class MergeCallInterleavingTest {
  private static final int MOST = 8;

  private final MergeCalls calls = new MergeCalls(1);
  private final AtomicIntegerArray held = new AtomicIntegerArray(MOST);

  /** A merge that fails: its call is given back at once. */
  @Operation
  public void failedMerge() {
    MergeCall call = calls.takeIdle();
    use(call);
    call.giveBack();
  }

  /** A merge whose result RocksDB copies: its call is found again by its number. */
  @Operation
  public void merge() {
    MergeCall call = calls.takeIdle();
    calls.giveBack(use(call));
  }

  private int use(MergeCall call) {
    int number = call.number;
    if (held.getAndSet(number, 1) != 0) {
      throw new IllegalStateException("held by two merges");
    }
    held.set(number, 0);
    return number;
  }

  @Test
  void calls_allInterleavings_belongToOneMergeAtATime() {
    new ModelCheckingOptions()
        .iterations(15)
        .threads(3)
        .actorsPerThread(2)
        .invocationsPerIteration(500)
        .check(MergeCallInterleavingTest.class);
  }
}
