// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.kernel;

import dev.lastword.bench.codec.Members;
import dev.lastword.bench.codec.OperationStream;
import dev.lastword.merge.Policy;
import dev.lastword.record.RawMemory;
import java.lang.foreign.Arena;
import java.util.Arrays;
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

/**
 * Two replicas of a set joined: half of the operations reached both. The baseline is {@link
 * #memcpy}, a copy of as many bytes as the result has.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class JoinBenchmark {

  private static final long SEED = 20_260_105;
  private static final double DELETES = 0.05;
  private static final double LATE = 0.05;

  /** Operations that each replica has got. */
  @Param("10000")
  public int entries;

  /** Member lengths in bytes. */
  @Param("8")
  public String members;

  private final LastwordMerge kernel = new LastwordMerge(Policy.unbounded(), true);
  private final HashMapMerge plain = new HashMapMerge(Policy.unbounded(), true);
  private final Arena arena = Arena.ofShared();
  private MergeWorkload work;

  /** Makes the replicas. */
  @Setup
  public void setUp() {
    OperationStream stream =
        new OperationStream(Members.ofLength(members), DELETES, LATE, entries, SEED);
    work = MergeWorkload.ofReplicas(arena, stream, entries, SEED);
    MergeInputs inputs = work.next();
    byte[] result = work.result(kernel.merge(inputs, work.output()));
    if (!Arrays.equals(result, plain.merge(inputs))) {
      throw new IllegalStateException("the kernel's result is not that of the plain merge");
    }
  }

  /** Frees the native memory. */
  @TearDown
  public void tearDown() {
    arena.close();
  }

  /** Lastword's kernel. */
  @Benchmark
  public long lastword() {
    return kernel.merge(work.next(), work.output());
  }

  /** The limit: a copy of the result's size. */
  @Benchmark
  public long memcpy() {
    work.next();
    RawMemory.copy(work.image(), work.output(), work.size());
    return work.size();
  }

  /** Decode into hash maps, sort, encode. */
  @Benchmark
  public long hashMap() {
    return plain.merge(work.next(), work.output());
  }
}
