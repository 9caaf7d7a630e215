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
import org.openjdk.jmh.annotations.Warmup;

/**
 * The time of one operation, written by itself into a store that holds entries already. Flushes and
 * compactions run beside it as they come, on the same cores; what they still owe at the end is not
 * in this time but in {@link CompactionBenchmark}'s.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class WriteBenchmark extends Writing {
  private static final int OPERATIONS = 1_024;

  /** Writes operations one by one. */
  @Benchmark
  @OperationsPerInvocation(OPERATIONS)
  public void write() {
    state.writeSingly(OPERATIONS);
  }
}
