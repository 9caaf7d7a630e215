// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A lane belongs to one merge at a time, and no count is lost however many merge at once. */
final class MergeLanesTest {
  private static final int TASKS = 400;
  private static final int ROUNDS = 500;

  private final MergeLanes lanes = new MergeLanes(RecordWeight.MOST);
  private final Set<MergeLane> lent = ConcurrentHashMap.newKeySet();

  @Test
  void take_afterGiveBack_isTheSameLane() {
    MergeLane first = lanes.take();
    StateMerger merger = first.merger();
    assertNotSame(first, lanes.take());
    lanes.giveBack(first);
    assertSame(first, lanes.take());
    assertSame(merger, first.merger());
    first.dropMerger();
    assertNotSame(merger, first.merger());
  }

  /** One thread looks at four slots, each of which has a lane of its own. */
  @Test
  void take_again_isAnotherOfFourAndThenOneThatIsNotKept() {
    Set<Integer> numbers = new HashSet<>();
    for (int i = 0; i < 4; i++) {
      MergeLane lane = lanes.take();
      assertTrue(lane.number >= 0);
      numbers.add(lane.number);
    }
    assertEquals(4, numbers.size());
    assertTrue(lanes.take().number < 0);
  }

  /** Otherwise each merge would find the memory of its lane in another processor's cache. */
  @Test
  void take_byManyThreads_mostlyBeginsWithLanesOfTheirOwn() throws InterruptedException {
    Set<Integer> first = ConcurrentHashMap.newKeySet();
    for (int i = 0; i < 32; i++) {
      Thread thread =
          new Thread(() -> {
            MergeLane lane = lanes.take();
            first.add(lane.number);
            lanes.giveBack(lane);
          });
      thread.start();
      thread.join();
    }
    assertTrue(first.size() > 12, () -> "32 threads begin with " + first);
  }

  @Test
  void take_moreThanThereAre_givesLanesOfTheirOwnThatCount() {
    Set<MergeLane> many = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      MergeLane lane = lanes.take();
      lane.tally.merged(MergeTally.FULL, 3, 100, 50);
      many.add(lane);
    }
    assertEquals(100, many.size());
    many.forEach(lanes::giveBack);
    MergeTotals full = lanes.sum().metrics(0).full();
    assertEquals(100, full.merges());
    assertEquals(300, full.operands());
    assertEquals(10_000, full.bytesIn());
    assertEquals(5_000, full.bytesOut());
  }

  @Test
  void counts_fromPlatformThreads_areExact() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      checkCounts(threads);
    }
  }

  @Test
  void counts_fromVirtualThreads_areExact() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      checkCounts(threads);
    }
  }

  /** Some hold their lane while others run, so that lanes run out. */
  private void checkCounts(ExecutorService threads) throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService watchers = Executors.newSingleThreadExecutor()) {
      Future<?> watching = watchers.submit(() -> watch(over));
      List<Future<?>> tasks = new ArrayList<>();
      for (int i = 0; i < TASKS; i++) {
        tasks.add(threads.submit(this::merge));
      }
      for (Future<?> task : tasks) {
        task.get();
      }
      over.set(true);
      watching.get();
    }
    MergeMetrics metrics = lanes.sum().metrics(0);
    long merges = (long) TASKS * ROUNDS;
    assertEquals(merges, metrics.full().merges());
    assertEquals(2 * merges, metrics.full().operands());
    assertEquals(7 * merges, metrics.full().bytesIn());
    assertEquals(5 * merges, metrics.full().bytesOut());
    assertEquals(merges, metrics.full().nanos());
    assertEquals(merges, metrics.refused());
    assertEquals(2 * merges, metrics.refusedByReads());
    assertEquals(3 * merges, metrics.quarantined());
    assertEquals(0, metrics.partial().merges());
  }

  private void merge() {
    for (int round = 0; round < ROUNDS; round++) {
      MergeLane lane = lanes.take();
      assertTrue(lent.add(lane), "lent twice at once");
      lane.tally.merged(MergeTally.FULL, 2, 7, 5);
      if (round % 16 == 0) {
        LockSupport.parkNanos(1_000);
      }
      lane.tally.spent(MergeTally.FULL, 1);
      lane.tally.refused(MergeTally.FULL, 1);
      lane.tally.refused(MergeTally.RECORD_READ, 2);
      lane.tally.quarantined(3);
      assertTrue(lent.remove(lane));
      lanes.giveBack(lane);
    }
  }

  /** A counter that goes backwards looks like a restart to who watches it. */
  private void watch(AtomicBoolean over) {
    long before = 0;
    while (!over.get()) {
      long now = lanes.sum().metrics(0).full().merges();
      assertTrue(now >= before, "went back from " + before + " to " + now);
      before = now;
      LockSupport.parkNanos(1_000);
    }
  }
}
