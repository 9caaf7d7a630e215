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
 * As {@link WriteBenchmark}, with the operations written in batches; the time is of one of them.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class BatchWriteBenchmark extends Writing {
  private static final int BATCH = 64;

  private final Batch batch = new Batch(BATCH);

  /** Writes one batch. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void writeBatch() {
    state.write(batch);
  }
}
