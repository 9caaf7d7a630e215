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
 * The time of one operation, written by itself into a store that holds entries already. Flushes and
 * compactions run beside it as they come, on the same cores; what they still owe at the end is not
 * in this time but in {@link CompactionBenchmark}'s.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class WriteBenchmark {
  private static final int OPERATIONS = 1_024;

  /** What is measured. */
  @Param({"lastword", "stringAppend", "readModifyWrite", "keyPerMember", "roshi"})
  public String contender;

  /** How many sets there are. */
  @Param("1000")
  public int sets;

  /** How operations choose their set. */
  @Param("uniform")
  public String distribution;

  /** The write-ahead log, which is never synced. */
  @Param("on")
  public String wal;

  /** Operations in the store at the beginning, compacted. */
  @Param("200000")
  public int preload;

  private WriteState state;

  /** Opens and fills the store. */
  @Setup
  public void open() {
    state = new WriteState(contender, sets, distribution, wal, preload);
  }

  /** Closes and deletes it. */
  @TearDown
  public void close() {
    state.close();
  }

  /** Writes operations one by one. */
  @Benchmark
  @OperationsPerInvocation(OPERATIONS)
  public void write() {
    state.writeSingly(OPERATIONS);
  }
}
