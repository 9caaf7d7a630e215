// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * As {@link WriteBenchmark}, with the operations written in batches; the time is of one of them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class BatchWriteBenchmark {
  private static final int BATCH = 64;

  /** What is measured. */
  @Param({"lastword", "stringAppend", "readModifyWrite", "keyPerMember", "roshi"})
  public String contender;

  /** How many sets there are. */
  @Param("1000")
  public int sets;

  /** How operations choose their set: uniform or zipf. */
  @Param("uniform")
  public String distribution;

  /** The write-ahead log, on or off; it is never synced. */
  @Param("on")
  public String wal;

  /** Operations in the store at the beginning, compacted. */
  @Param("200000")
  public int preload;

  private WriteState state;
  private Batch batch;

  /** Opens and fills the store. */
  @Setup
  public void open() {
    state = new WriteState(contender, sets, distribution, wal, preload);
    batch = new Batch(BATCH);
  }

  /** Closes and deletes it. */
  @TearDown
  public void close() {
    state.close();
  }

  /** Writes one batch. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void writeBatch() {
    state.write(batch);
  }
}
