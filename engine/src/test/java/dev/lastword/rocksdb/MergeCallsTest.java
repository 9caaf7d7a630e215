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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The pool never gives one call to two merges, grows when all are busy, and keeps little. */
final class MergeCallsTest {
  private static final int THREADS = 4;
  private static final int ROUNDS = 100_000;

  @Test
  void take_whenAllAreBusy_growsAndKeepsTheOldOnes() {
    Set<MergeCall> taken = new HashSet<>();
    int before = MergeCalls.size();
    assertTrue(before > 0);
    for (int i = 0; i < before; i++) {
      assertTrue(taken.add(MergeCalls.take()));
    }
    assertEquals(before, MergeCalls.size());
    assertTrue(taken.add(MergeCalls.take()));
    assertEquals(2 * before, MergeCalls.size());
    taken.forEach(MergeCallsTest::finish);
  }

  @Test
  void tryTake_byManyThreads_hasOneOwnerAtATime() throws Exception {
    MergeCall call = new MergeCall(0);
    AtomicInteger owners = new AtomicInteger();
    List<Future<Integer>> most = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(THREADS)) {
      for (int i = 0; i < THREADS; i++) {
        most.add(executor.submit(() -> mostOwners(call, owners)));
      }
      for (Future<Integer> seen : most) {
        assertEquals(1, seen.get(), "two merges had one call");
      }
    }
  }

  private static int mostOwners(MergeCall call, AtomicInteger owners) {
    int most = 0;
    for (int taken = 0; taken < ROUNDS; ) {
      if (call.tryTake()) {
        most = Math.max(most, owners.incrementAndGet());
        owners.decrementAndGet();
        call.giveBack();
        taken++;
      }
    }
    return most;
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
