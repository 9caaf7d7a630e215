// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The pool never gives one call to two merges, grows when all are busy, and keeps little. */
final class MergeCallsTest {
  private static final int THREADS = 8;
  private static final int ROUNDS = 20_000;

  @Test
  void take_whenAllAreBusy_growsAndKeepsTheOldOnes() {
    Set<MergeCall> taken = new HashSet<>();
    int before = MergeCalls.size();
    for (int i = 0; i < before + 1; i++) {
      assertTrue(taken.add(MergeCalls.take()));
    }
    assertEquals(2 * before, MergeCalls.size());
    taken.forEach(MergeCallsTest::finish);
  }

  @Test
  void take_byManyThreads_neverSharesACall() throws Exception {
    List<Future<Boolean>> results = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(THREADS)) {
      for (int i = 0; i < THREADS; i++) {
        long mine = i;
        results.add(executor.submit(() -> keepsItsBytes(mine)));
      }
      for (Future<Boolean> result : results) {
        assertTrue(result.get(), "two merges wrote to one buffer");
      }
    }
  }

  private static boolean keepsItsBytes(long mine) {
    for (int i = 0; i < ROUNDS; i++) {
      MergeCall call = MergeCalls.take();
      long address = call.out.reserveAddress(Long.BYTES);
      RawMemory.putLong(address, mine);
      Thread.onSpinWait();
      if (RawMemory.getLong(address) != mine) {
        return false;
      }
      MergeCalls.giveBack(address);
    }
    return true;
  }

  @Test
  void take_nested_givesAnotherCall() {
    MergeCall outer = MergeCalls.take();
    MergeCall inner = MergeCalls.take();
    assertNotSame(outer, inner);
    finish(inner);
    finish(outer);
  }

  @Test
  void largeBuffers_whenIdle_stayWithinTheLimit() {
    List<MergeCall> taken = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      MergeCall call = MergeCalls.take();
      call.out.reserveAddress(ResultBuffer.LARGE_LIMIT / 4);
      taken.add(call);
    }
    taken.forEach(MergeCallsTest::finish);
    assertTrue(ResultBuffer.largeIdle() <= ResultBuffer.LARGE_LIMIT);
    assertTrue(ResultBuffer.largeIdle() > 0, "some are kept");
  }

  private static void finish(MergeCall call) {
    call.out.reserveAddress(1);
    MergeCalls.giveBack(call.out.address());
  }
}
