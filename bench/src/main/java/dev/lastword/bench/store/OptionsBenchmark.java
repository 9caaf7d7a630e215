// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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
 * What single options of RocksDB do to a store's writes and pages: its defaults are chosen by this.
 * Writes go to all sets in turn, so that each of them has operands pending.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 700, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class OptionsBenchmark {
  /** What differs from the defaults, see {@link Options}. */
  @Param({
    "defaults",
    "successive10",
    "successive100",
    "memtable8M",
    "memtableBloom",
    "hashSkipList",
    "unorderedWrite",
    "pipelinedWrite",
    "indexInCache",
    "noFilter",
    "hashIndex"
  })
  public String contender;

  /** What is done: {@code write}, or {@code newest50} under so many pending operands a set. */
  @Param({"write", "newest50 of 0", "newest50 of 1000"})
  public String task;

  /** Members that a set shows, about. */
  @Param("1000")
  public int entries;

  /** How many sets there are. */
  @Param("50")
  public int sets;

  private OptionsState state;

  /** Opens and fills the store. */
  @Setup
  public void open() {
    state = new OptionsState(contender, task, sets, entries);
  }

  /** Waits for what was written before. */
  @Setup(Level.Iteration)
  public void settle() {
    state.settle();
  }

  /** Closes and deletes the store. */
  @TearDown
  public void close() {
    state.close();
  }

  /** Does the task as often as a burst of questions asks. */
  @Benchmark
  @OperationsPerInvocation(Queries.BURST)
  public long run() {
    return state.run();
  }
}
