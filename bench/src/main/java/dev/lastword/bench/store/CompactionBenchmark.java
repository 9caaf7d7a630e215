// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Loads an empty store with operations as they come, in batches, and compacts it: the whole of what
 * writing costs, nothing left to be done later.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 1)
public class CompactionBenchmark {
  private static final int BATCH = 64;

  /** What is measured. */
  @Param({"lastword", "stringAppend", "readModifyWrite", "keyPerMember", "roshi"})
  public String contender;

  /** How many operations are loaded; a tenth of them are repeats. */
  @Param("200000")
  public int operations;

  /** How many of them each set gets, about. */
  @Param("100")
  public int perSet;

  /** The write-ahead log, on or off; it is never synced. */
  @Param("on")
  public String wal;

  private Operations stream;
  private TempFolder folder;
  private Contender store;

  /** What one run wrote and kept. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Written {
    /** Until the last operation was taken. */
    public double loadSeconds;

    /** From then on, until all is compacted. */
    public double compactSeconds;

    /** To the log, by flushes and by compactions; not known of Redis. */
    public double bytesWritten;

    /** These per byte of the operations: set, member, stamp and kind. */
    public double writeAmplification;

    /** Kept in the end, in files or in Redis' memory, for each member that is seen. */
    public double bytesPerLiveEntry;
  }

  /** Makes the operations. */
  @Setup
  public void generate() {
    stream = Operations.generate(operations, Math.max(1, operations / perSet), "uniform");
  }

  /** Opens an empty store. */
  @Setup(Level.Iteration)
  public void open() {
    folder = new TempFolder();
    Setting setting = new Setting(folder.path()).withLog(OnOff.parse(wal)).withCounters();
    store = Contenders.open(contender, setting);
  }

  /** Closes and deletes it. */
  @TearDown(Level.Iteration)
  public void close() {
    store.close();
    folder.close();
  }

  /** Loads and compacts. */
  @Benchmark
  public void loadAndCompact(Written written) {
    long start = System.nanoTime();
    load();
    long loaded = System.nanoTime();
    store.settle();
    store.compact();
    written.loadSeconds = seconds(loaded - start);
    written.compactSeconds = seconds(System.nanoTime() - loaded);
    Figures figures = store.figures();
    written.bytesWritten = figures.written();
    written.writeAmplification = figures.written() / ((double) operations * Operations.BYTES);
    written.bytesPerLiveEntry = (double) figures.kept() / stream.live(Setting.BOUND);
  }

  private void load() {
    Feed feed = new Feed(stream, 0, operations);
    Batch batch = new Batch(BATCH);
    try (Session session = store.session()) {
      for (int left = operations; left >= BATCH; left -= BATCH) {
        feed.fill(batch);
        session.write(batch);
      }
      session.drain();
    }
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }
}
