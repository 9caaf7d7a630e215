// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Visits all sets of a spool with several threads, each with a visitor of its own. */
final class Workers {

  private static final long REPORT_EVERY = 10_000;

  private final int threads;
  private final TuneProgress progress;

  Workers(int threads, TuneProgress progress) {
    this.threads = threads;
    this.progress = progress;
  }

  /** What one thread does: makes its visitor, has it walk, and gives back what it counted. */
  interface Job<T> {
    T run(Walk walk) throws IOException;
  }

  /** Visits sets until there are none left. */
  interface Walk {
    void with(SetVisitor visitor) throws IOException;
  }

  /** One thread at least, for what is counted; more than there are parts would only cost memory. */
  int needed(Spool spool) {
    return Math.max(1, Math.min(threads, spool.parts().size()));
  }

  /** Runs the job in all threads and returns what each counted. */
  <T> List<T> run(Spool spool, TuneProgress.Stage stage, Job<T> job) throws IOException {
    List<Part> parts = spool.parts();
    Meter meter = new Meter(stage, parts.stream().mapToLong(Part::operations).sum());
    AtomicInteger next = new AtomicInteger();
    Walk walk =
        visitor -> {
          SetWalk sets = new SetWalk(visitor, meter);
          for (int i = next.getAndIncrement(); i < parts.size(); i = next.getAndIncrement()) {
            sets.visit(spool, parts.get(i));
          }
        };
    List<Future<T>> running = new ArrayList<>();
    Runnable stop = () -> next.set(parts.size());
    int needed = needed(spool);
    try (ExecutorService pool = Executors.newFixedThreadPool(needed)) {
      for (int i = 0; i < needed; i++) {
        running.add(pool.submit(() -> runOrStop(job, walk, stop)));
      }
      return results(running, stop);
    } finally {
      meter.last();
    }
  }

  /** Where one thread fails, all is in vain: the others go on no longer than their parts. */
  private static <T> T runOrStop(Job<T> job, Walk walk, Runnable stop) throws IOException {
    try {
      return job.run(walk);
    } catch (Throwable failure) {
      stop.run();
      throw failure;
    }
  }

  private static <T> List<T> results(List<Future<T>> running, Runnable stop) throws IOException {
    List<T> results = new ArrayList<>();
    try {
      for (Future<T> one : running) {
        results.add(one.get());
      }
      return results;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw (IOException)
          new InterruptedIOException("the run was interrupted").initCause(interrupted);
    } catch (ExecutionException failure) {
      throw unwrapped(failure.getCause());
    } finally {
      stop.run();
    }
  }

  private static IOException unwrapped(@Nullable Throwable cause) {
    if (cause instanceof RuntimeException failure) {
      throw failure;
    }
    if (cause instanceof Error failure) {
      throw failure;
    }
    return cause instanceof IOException failure ? failure : new IOException(cause);
  }

  private final class Meter implements SetWalk.Counter {
    private final TuneProgress.Stage stage;
    private final long total;
    private long done;
    private long told;

    Meter(TuneProgress.Stage stage, long total) {
      this.stage = stage;
      this.total = total;
    }

    @Override
    public synchronized void done(long operations) {
      done += operations;
      if (done - told >= REPORT_EVERY) {
        told = done;
        progress.at(stage, done, total);
      }
    }

    synchronized void last() {
      progress.at(stage, done, total);
    }
  }
}
