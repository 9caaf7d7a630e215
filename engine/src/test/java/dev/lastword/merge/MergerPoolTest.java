// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class MergerPoolTest {

  private static final int TASKS = 2_000;
  private static final int ROUNDS = 50;

  private final MergerPool pool = new MergerPool();
  private final Set<StateMerger> lent = ConcurrentHashMap.newKeySet();
  private final Set<StateMerger> seen = ConcurrentHashMap.newKeySet();

  @Test
  void acquire_afterRelease_isTheSameKernel() {
    StateMerger first = pool.acquire();
    StateMerger second = pool.acquire();
    assertNotSame(first, second);
    pool.release(first);
    assertSame(first, pool.acquire());
  }

  @Test
  void release_moreThanThePoolHolds_keepsADistinctFew() {
    List<StateMerger> many = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      many.add(pool.acquire());
    }
    many.forEach(pool::release);
    Set<StateMerger> again = Collections.newSetFromMap(new IdentityHashMap<>());
    int kept = 0;
    for (int i = 0; i < 100; i++) {
      StateMerger merger = pool.acquire();
      assertTrue(again.add(merger));
      kept += many.contains(merger) ? 1 : 0;
    }
    assertEquals(4, kept, "as many as a thread looks at");
  }

  /** Otherwise each merge would find its kernel in another processor's cache. */
  @Test
  void acquire_byManyThreads_mostlyGivesKernelsOfTheirOwn() throws InterruptedException {
    for (int i = 0; i < 32; i++) {
      Thread thread =
          new Thread(() -> {
            StateMerger merger = pool.acquire();
            seen.add(merger);
            pool.release(merger);
          });
      thread.start();
      thread.join();
    }
    assertTrue(seen.size() >= 4, () -> "32 threads use " + seen.size());
  }

  @Test
  void acquire_platformThreads_lendsAKernelToOneAtATime() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      runAll(threads);
    }
  }

  @Test
  void acquire_virtualThreads_lendsAKernelToOneAtATime() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      runAll(threads);
    }
  }

  private void runAll(ExecutorService threads) throws InterruptedException, ExecutionException {
    List<Future<?>> tasks = new ArrayList<>();
    for (int i = 0; i < TASKS; i++) {
      tasks.add(threads.submit(this::borrow));
    }
    for (Future<?> task : tasks) {
      task.get();
    }
    assertEquals(Set.of(), lent);
    assertTrue(seen.size() < TASKS * ROUNDS, "no kernel was ever used again");
  }

  private void borrow() {
    for (int round = 0; round < ROUNDS; round++) {
      StateMerger merger = pool.acquire();
      seen.add(merger);
      assertTrue(lent.add(merger), "lent twice at once");
      merger.begin(Policy.unbounded(), true);
      assertEquals(0, merger.plan());
      assertTrue(lent.remove(merger));
      pool.release(merger);
    }
  }
}
