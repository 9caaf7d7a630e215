// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A store of full sets, and threads that write to it and read from it. */
final class ScalingState implements AutoCloseable {
  /** Of the operations, so many leave a member that is seen. */
  private static final double VISIBLE = 0.8;

  private static final int OPERAND = 48; // with key and RocksDB's own bytes, in a memtable
  private static final int MEMTABLES = 10;
  private static final long LEAST_MEMTABLE = 256 << 10;
  private static final int LAP = 1 << 20;
  private static final int PAGE = 50;
  private static final long READ_NANOS = 300_000_000;
  private static final long WRITE_NANOS = 10_000_000_000L;
  private static final int CLOCK = 32; // operations between two looks at the clock

  private final TempFolder folder = new TempFolder();
  private final Contender contender;
  private final Operations operations;
  private final int threads;
  private final int loaded;
  private final ExecutorService executor;

  ScalingState(String name, int threads, int setSize, int total) {
    this.threads = threads;
    executor = Executors.newFixedThreadPool(threads);
    loaded = (int) (total / VISIBLE);
    operations = Operations.generate(loaded + LAP, Math.max(1, total / setSize), "uniform");
    Setting setting =
        new Setting(folder.path())
            .withBound(setSize)
            .withMemtable(Math.max(LEAST_MEMTABLE, (long) total * OPERAND / MEMTABLES));
    contender = Contenders.open(name, setting);
    Loader.load(contender, operations, loaded);
  }

  /** How often all threads did something, and how long that took. */
  record Spent(long count, long nanos) {
    private static final double NANOS_PER_MICRO = 1e3;

    /** With the time of what followed from it. */
    Spent and(long moreNanos) {
      return new Spent(count, nanos + moreNanos);
    }

    double microsEach() {
      return nanos / NANOS_PER_MICRO / count;
    }
  }

  /** Writes operations one by one, so many at most, and for ten seconds at most. */
  Spent write(int most) {
    return run(thread -> write(thread, most / threads));
  }

  private long write(int thread, int most) {
    int range = LAP / threads;
    int from = loaded + thread * range;
    Feed feed = new Feed(operations, from, from + range);
    long count = 0;
    long start = System.nanoTime();
    try (Session session = contender.session()) {
      while (count < most && System.nanoTime() - start < WRITE_NANOS) {
        for (int i = 0; i < CLOCK; i++) {
          feed.writeNext(session);
        }
        count += CLOCK;
      }
      session.drain();
    }
    return count;
  }

  /** Waits until no flush and no compaction is left; returns the nanoseconds that took. */
  long settle() {
    long start = System.nanoTime();
    contender.settle();
    return System.nanoTime() - start;
  }

  void compact() {
    contender.compact();
  }

  /** Reads the newest of sets chosen at random, for a while. */
  Spent read() {
    return run(this::read);
  }

  private long read(int thread) {
    SplittableRandom random = new SplittableRandom(thread);
    Page[] pages = new Page[Queries.BURST];
    for (int i = 0; i < pages.length; i++) {
      pages[i] = new Page(PAGE);
    }
    long count = 0;
    long start = System.nanoTime();
    try (Session session = contender.session()) {
      while (System.nanoTime() - start < READ_NANOS) {
        session.pages(someSets(random), 0, PAGE, pages);
        count += pages.length;
      }
    }
    return count;
  }

  private long[] someSets(SplittableRandom random) {
    return random
        .ints(Queries.BURST, 0, operations.setCount())
        .mapToLong(Operations::setKey)
        .toArray();
  }

  /** What one thread does; returns how often it did it. */
  private interface Work {
    long run(int thread);
  }

  private Spent run(Work work) {
    List<Callable<Long>> calls = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int thread = i;
      calls.add(() -> work.run(thread));
    }
    long start = System.nanoTime();
    long count = 0;
    try {
      for (Future<Long> done : executor.invokeAll(calls)) {
        count += done.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
    return new Spent(count, System.nanoTime() - start);
  }

  @Override
  public void close() {
    executor.shutdown();
    contender.close();
    folder.close();
  }
}
