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
 * As {@link ReadBenchmark}, in a store to which operations were written since it was compacted,
 * which are still in memory: what a reader pays for writes that were blind.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 700, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 2, time = 250, timeUnit = TimeUnit.MILLISECONDS)
public class PendingReadBenchmark {
  /** What is measured. */
  @Param({"lastword", "newestOperand", "stringAppend", "readModifyWrite", "keyPerMember", "roshi"})
  public String contender;

  /** Operations written to each set since. */
  @Param({"0", "10", "1000"})
  public int pending;

  /** What is asked, see {@link Queries}: newest50, page100Deep, containsHit or containsMiss. */
  @Param("newest50")
  public String query;

  /** Members that a set shows, about. */
  @Param("1000")
  public int entries;

  /** How many sets there are. */
  @Param("50")
  public int sets;

  private ReadState state;
  private Queries queries;

  /** Opens and fills the store. */
  @Setup
  public void open() {
    state = new ReadState(contender, sets, entries, pending);
    queries = new Queries(query, state.operations);
  }

  /** Closes and deletes it. */
  @TearDown
  public void close() {
    state.close();
  }

  /** Asks a burst of questions; only Redis can be asked all at once. */
  @Benchmark
  @OperationsPerInvocation(Queries.BURST)
  public long read() {
    return queries.ask(state.session);
  }
}
