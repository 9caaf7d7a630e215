// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.suite;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Measures next to nothing; one of its contenders is not there. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SampleBenchmark {

  /** What is measured. */
  @Param({"lastword", "missing"})
  public String contender = "";

  /** A number. */
  @Param({"1", "2"})
  public int size;

  /** Fails where the contender is missing. */
  @Setup
  public void setUp() {
    if (contender.equals("missing")) {
      throw new IllegalStateException("it is not installed");
    }
  }

  /** Does something. */
  @Benchmark
  public int work() {
    return size + 1;
  }
}
