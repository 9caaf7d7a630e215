// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The newest 50 entries of many sets together. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 700, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 2, time = 250, timeUnit = TimeUnit.MILLISECONDS)
public class TimelineBenchmark {
  private static final int PAGE = 50;

  /** What is measured. */
  @Param({"lastword", "stringAppend", "readModifyWrite", "keyPerMember", "roshi"})
  public String contender;

  /** Operations written to each set since it was compacted. */
  @Param("0")
  public int pending;

  /** Members that a set shows, about. */
  @Param("1000")
  public int entries;

  /** How many sets there are. */
  @Param("200")
  public int sets;

  private ReadState state;
  private long[] keys;
  private Page page;

  /** Opens and fills the store. */
  @Setup
  public void open() {
    state = new ReadState(contender, sets, entries, pending);
    page = new Page(PAGE);
    keys = new long[sets];
    for (int i = 0; i < sets; i++) {
      keys[i] = Operations.setKey(i);
    }
  }

  /** Closes and deletes it. */
  @TearDown
  public void close() {
    state.close();
  }

  /** Reads one timeline. */
  @Benchmark
  public int timeline() {
    state.session.timeline(keys, PAGE, page);
    return page.size();
  }
}
