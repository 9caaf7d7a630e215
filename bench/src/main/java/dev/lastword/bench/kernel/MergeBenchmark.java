// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.kernel;

import dev.lastword.bench.codec.Members;
import dev.lastword.bench.codec.OperationStream;
import dev.lastword.merge.Policy;
import dev.lastword.record.RawMemory;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * One merge: single operations into a record, a new record written. The baseline is {@link
 * #memcpy}, a copy of as many bytes as the result has.
 *
 * <p>Nothing around the kernel is measured: no database, no call from C++ into Java.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class MergeBenchmark {

  private static final long SEED = 20_260_101;
  private static final int CHECKED_BATCHES = 4;

  /** Bound of a policy where there is no base to take it from. */
  private static final int NO_BASE_BOUND = 1_000;

  /** Members that the base remembers as added; 0: there is no base. */
  @Param("10000")
  public int entries;

  /** Operands of one merge, each a single operation. */
  @Param({"1", "64"})
  public int operands;

  /** Member lengths in bytes. */
  @Param("8")
  public String members;

  /**
   * {@code forget} or {@code keep}, bounded to as many adds as the base has, or {@code unbounded}.
   */
  @Param("forget")
  public String policy;

  /**
   * {@code full}: the base is the stored value; {@code partial}: the base is the oldest operand,
   * which an earlier partial merge wrote.
   */
  @Param("full")
  public String merge;

  /** Share of operands that are deletes. */
  @Param("0.05")
  public double deletes;

  /** Share of operands older than the base's newest entry. */
  @Param("0.05")
  public double late;

  private final Arena arena = Arena.ofShared();
  private MergeWorkload work;
  private LastwordMerge kernel;
  private HashMapMerge reference;

  /** Prepares base and operands. */
  @Setup
  public void setUp() {
    OperationStream stream =
        new OperationStream(Members.ofLength(members), deletes, late, entries, SEED);
    boolean full = isFull();
    work = MergeWorkload.ofOperands(arena, stream, entries, operands, policyInForce(), full);
    kernel = new LastwordMerge(policyInForce(), full);
    reference = new HashMapMerge(policyInForce(), full);
    checkResults(inputs -> kernel.merge(inputs, work.output()));
  }

  /** Frees the native memory. */
  @TearDown
  public void tearDown() {
    arena.close();
  }

  /** Lastword's kernel. */
  @Benchmark
  public long lastword(Figures figures) {
    return kernel.merge(work.next(), work.output());
  }

  /** The limit: a copy of the result's size. */
  @Benchmark
  public long memcpy() {
    work.next();
    RawMemory.copy(work.image(), work.output(), work.size());
    return work.size();
  }

  /**
   * The same kernel in C. In a partial merge it does less: it trusts the entries of a state that
   * comes as an operand, which Lastword checks one by one.
   */
  @Benchmark
  public long c(InC c) {
    return c.merge(work.next(), work);
  }

  /** Decode into hash maps, sort, encode. */
  @Benchmark
  public long hashMap() {
    return reference.merge(work.next(), work.output());
  }

  private void checkResults(ToLongFunction<MergeInputs> contender) {
    for (int i = 0; i < CHECKED_BATCHES; i++) {
      MergeInputs inputs = work.next();
      byte[] result = work.result(contender.applyAsLong(inputs));
      if (!Arrays.equals(result, reference.merge(inputs))) {
        throw new IllegalStateException("a result is not that of the plain merge");
      }
    }
  }

  /** The kernel in C; compiled for those forks only that measure it. */
  @State(Scope.Thread)
  public static class InC {

    private CKernel kernel;
    private boolean full;

    /**
     * Compiles it.
     *
     * @throws IllegalStateException when there is no C compiler
     */
    @Setup
    public void setUp(MergeBenchmark benchmark) {
      kernel = CKernel.create(benchmark.policyInForce());
      full = benchmark.isFull();
      benchmark.checkResults(inputs -> merge(inputs, benchmark.work));
    }

    long merge(MergeInputs in, MergeWorkload work) {
      return kernel.merge(
          full,
          in.existing,
          in.existingLength,
          in.operands,
          in.lengths,
          in.count,
          work.output(),
          work.capacity());
    }
  }

  /** What the record costs beside time. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Figures {

    private double bytesPerEntry;

    /** Takes the figures. */
    @Setup
    public void setUp(MergeBenchmark benchmark) {
      bytesPerEntry = benchmark.work.bytesPerEntry();
    }

    /** Returns the bytes of the result for each of its entries. */
    public double bytesPerEntry() {
      return bytesPerEntry;
    }
  }

  private boolean isFull() {
    return switch (merge) {
      case "full" -> true;
      case "partial" -> false;
      default -> throw new IllegalArgumentException("merge is full or partial: " + merge);
    };
  }

  private Policy policyInForce() {
    int bound = entries == 0 ? NO_BASE_BOUND : entries;
    return switch (policy) {
      case "forget" -> Policy.forget().maxAdds(bound);
      case "keep" -> Policy.keep().maxAdds(bound);
      case "unbounded" -> Policy.unbounded();
      default -> throw new IllegalArgumentException("no such policy: " + policy);
    };
  }
}
