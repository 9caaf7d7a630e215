// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static dev.lastword.TestStores.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.merge.Policy;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Closed is closed, and never a crash: those would end the JVM that runs these tests. */
@Timeout(120)
final class StoreCloseTest {
  private static final int ROUNDS = Integer.getInteger("lastword.closeRounds", 16);

  @TempDir Path temp;

  @Test
  void everyCall_onAClosedStore_throwsIllegalState() {
    LwwStore store = LwwStore.open(temp.resolve("db"), Policy.forget());
    store.add("key", "a", 1);
    LwwSnapshot snapshot = store.snapshot();
    KeyIterator keys = store.keys();
    RecordIterator records = store.records(new byte[0]);
    LwwBatch batch = store.batch();
    batch.add("key", "b", 2);
    store.close();
    store.close();
    byte[] key = utf8("key");
    ByteBuffer buffer = ByteBuffer.wrap(key);
    List<Executable> calls =
        List.of(
            () -> store.add(key, key, 1),
            () -> store.add(buffer, buffer, 1),
            () -> store.add("key", "a", 1),
            () -> store.delete(key, key, 1),
            () -> store.delete(buffer, buffer, 1),
            () -> store.forget(key, 1),
            () -> store.join(key, key),
            () -> store.select(key, 0, 1),
            () -> store.select(buffer, 0, 1),
            () -> store.select(key, null, null, 1),
            () -> store.contains(key, key),
            () -> store.size(key),
            () -> store.record(key),
            () -> store.timeline(List.of(key), null, 1),
            () -> store.timelineAfter(List.of(key), new TimelineEntry(key, key, 1), 1),
            store::keys,
            () -> store.records(key),
            store::snapshot,
            store::batch,
            store::policy,
            store::stats,
            store::quarantined,
            () -> store.summarize(summary -> {}),
            () -> store.verify(finding -> {}, Progress.NONE),
            () -> store.sweep(Progress.NONE),
            store::flush,
            store::compact,
            () -> store.checkpoint(temp.resolve("copy")),
            () -> store.pending(key),
            store::rocksdb,
            store::columnFamily,
            () -> snapshot.size(key),
            snapshot::keys,
            keys::hasNext,
            keys::next,
            records::next,
            () -> batch.add(key, key, 1),
            batch::write,
            batch::clear,
            batch::count,
            batch::sizeBytes);
    for (Executable call : calls) {
      assertThrows(IllegalStateException.class, call);
    }
    snapshot.close();
    keys.close();
    records.close();
    batch.close();
  }

  @Test
  void snapshotAndBatch_closedAlone_leaveTheStoreOpen() {
    try (LwwStore store = LwwStore.open(temp.resolve("db"), Policy.forget())) {
      LwwSnapshot snapshot = store.snapshot();
      snapshot.close();
      snapshot.close();
      assertThrows(IllegalStateException.class, () -> snapshot.size("key"));
      LwwBatch batch = store.batch();
      batch.close();
      batch.close();
      assertThrows(IllegalStateException.class, batch::write);
      store.add("key", "a", 1);
      assertEquals(1, store.size("key"));
    }
  }

  @Test
  void close_racingWithEverything_neverCrashesAndKeepsWhatWasWritten() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Race race = new Race(temp.resolve("race" + round % 4), round);
      race.run();
      race.checkWritten();
    }
  }

  @Test
  void close_fromAListenerOrVisitor_isPossible() throws Exception {
    Path dir = temp.resolve("db");
    List<LwwStore> opened = new ArrayList<>();
    LwwStore store =
        LwwStore.builder(dir)
            .policy(Policy.forget())
            .onQuarantine((key, chunks, bytes) -> opened.getFirst().close())
            .open();
    opened.add(store);
    store.add("key", "a", 1);
    store.rocksdb().merge(store.columnFamily(), utf8("key"), new byte[] {1, 2, 3});
    assertEquals(1, store.size("key"), "the listener closes once the read is over");
    assertThrows(IllegalStateException.class, () -> store.size("key"));

    LwwStore again = LwwStore.open(dir);
    assertThrows(
        IllegalStateException.class,
        () -> again.verify(finding -> again.close(), (done, estimate) -> assertTrue(done <= 1)));
  }

  @Test
  void close_whileCompacting_cancelsTheCompaction() throws Exception {
    Path dir = temp.resolve("db");
    LwwStore store = LwwStore.open(dir, Policy.forget());
    try (LwwBatch batch = store.batch()) {
      for (int i = 0; i < 200_000; i++) {
        batch.add("key" + i % 5_000, "member" + i, i);
      }
      batch.write();
    }
    CountDownLatch started = new CountDownLatch(1);
    Queue<Throwable> ends = new ConcurrentLinkedQueue<>();
    Thread compacting =
        new Thread(() -> {
          try {
            while (true) {
              started.countDown();
              store.compact();
            }
          } catch (RuntimeException e) {
            ends.add(e);
          }
        });
    compacting.start();
    started.await();
    Thread.sleep(20);
    store.close();
    compacting.join();
    assertEquals(IllegalStateException.class, ends.remove().getClass());
    try (LwwStore again = LwwStore.open(dir)) {
      assertEquals(40, again.size("key0"));
    }
  }

  /** Threads that do everything at once until the store is closed under them. */
  private static final class Race {
    private static final int THREADS = 6;

    private final Path dir;
    private final long seed;
    private final LwwStore store;
    private final AtomicLong written = new AtomicLong();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private volatile LwwSnapshot shared;

    Race(Path dir, long seed) {
      this.dir = dir;
      this.seed = seed;
      this.store = TestStores.open(dir, Policy.forget());
      this.shared = store.snapshot();
    }

    void run() throws InterruptedException {
      CountDownLatch running = new CountDownLatch(THREADS);
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int number = i;
        Thread.Builder builder = i % 2 == 0 ? Thread.ofVirtual() : Thread.ofPlatform();
        threads.add(builder.start(() -> work(number, running)));
      }
      running.await();
      Thread.sleep(seed % 7);
      Thread closer = Thread.ofPlatform().start(store::close);
      store.close();
      closer.join();
      for (Thread thread : threads) {
        thread.join();
      }
      failures.forEach(Throwable::printStackTrace);
      assertTrue(failures.isEmpty(), () -> "round " + seed + ": " + failures);
    }

    void checkWritten() {
      try (LwwStore again = LwwStore.open(dir)) {
        assertFalse(again.size("written") < written.get(), "acknowledged writes are there");
        assertEquals(
            new VerifyReport(again.summarize(any -> {}) + count(again), 0, 0, 0),
            again.verify(any -> {}, Progress.NONE));
      }
    }

    private static long count(LwwStore store) {
      long count = 0;
      try (KeyIterator keys = store.keys()) {
        while (keys.hasNext()) {
          keys.next();
          count++;
        }
      }
      return count;
    }

    private void work(int number, CountDownLatch running) {
      SplittableRandom random = new SplittableRandom(seed * 31 + number);
      boolean first = true;
      try {
        while (true) {
          step(random, number);
          if (first) {
            first = false;
            running.countDown();
          }
        }
      } catch (IllegalStateException closed) {
        if (first) {
          running.countDown();
        }
      } catch (Throwable e) {
        failures.add(e);
        running.countDown();
      }
    }

    private void step(SplittableRandom random, int number) {
      byte[] key = utf8("key" + random.nextInt(50));
      switch (random.nextInt(9)) {
        case 0 -> {
          long stamp = written.get() + number;
          store.add("written", seed + "-" + number + "-" + random.nextLong(), stamp);
          written.incrementAndGet();
        }
        case 1 -> store.select(key, 0, 10);
        case 2 -> store.timeline(List.of(key, utf8("key1"), utf8("written")), null, 20);
        case 3 -> iterate();
        case 4 -> batch(key, random);
        case 5 -> {
          try (LwwSnapshot snapshot = store.snapshot()) {
            snapshot.contains(key, key);
          }
        }
        case 6 -> replaceShared();
        case 7 -> readShared(key);
        default -> store.record("written");
      }
    }

    private void iterate() {
      try (KeyIterator keys = store.keys()) {
        for (int i = 0; i < 20 && keys.hasNext(); i++) {
          keys.next();
        }
      }
    }

    private void batch(byte[] key, SplittableRandom random) {
      try (LwwBatch batch = store.batch()) {
        for (int i = 0; i < 10; i++) {
          batch.add(key, utf8("m" + random.nextInt(200)), random.nextInt(1_000));
        }
        batch.write();
      }
    }

    private void replaceShared() {
      LwwSnapshot old = shared;
      shared = store.snapshot();
      old.close();
    }

    /** Another thread may have closed just this snapshot, which is no reason to stop. */
    private void readShared(byte[] key) {
      try {
        shared.select(key, 0, 5);
      } catch (IllegalStateException e) {
        if (!String.valueOf(e.getMessage()).contains("snapshot")) {
          throw e;
        }
      }
    }
  }
}
