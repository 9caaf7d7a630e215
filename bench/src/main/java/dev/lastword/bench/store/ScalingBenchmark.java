// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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
 * Few large sets or many small ones: the same number of entries in all, the same operations, full
 * sets that lose an old entry for each new one. Memtables are as large as a tenth of the operands
 * of all entries, so that compactions come as often as they would in a store a hundred times as
 * large; an add is charged with them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 1)
public class ScalingBenchmark {

  /** What is measured. */
  @Param({"lastword", "keyPerMember"})
  public String contender;

  /** Threads that write, and then read. */
  @Param("1")
  public int threads;

  /** Members that a set keeps. */
  @Param({"100", "10000"})
  public int setSize;

  /** Entries in all sets together. */
  @Param("100000")
  public int total;

  /** Operations that are measured, at most; a contender that needs too long writes fewer. */
  @Param("100000")
  public int writes;

  private ScalingState state;

  /** What things cost: the time they took by how many of them all threads did. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Cost {
    /** An operation, until no flush and no compaction was left to do. */
    public double microsPerWrite;

    /** The newest 50 of a set, right after the writes, with what they left pending. */
    public double microsPerRead;

    /** The same when all was compacted. */
    public double microsPerCompactedRead;
  }

  /** Opens and fills the store. */
  @Setup(Level.Iteration)
  public void open() {
    state = new ScalingState(contender, threads, setSize, total);
  }

  /** Closes and deletes it. */
  @TearDown(Level.Iteration)
  public void close() {
    state.close();
  }

  /** Writes, reads, waits for compactions, compacts, and reads again. */
  @Benchmark
  public void writeAndRead(Cost cost) {
    ScalingState.Spent writing = state.write(writes);
    cost.microsPerRead = state.read().microsEach();
    cost.microsPerWrite = writing.and(state.settle()).microsEach();
    state.compact();
    cost.microsPerCompactedRead = state.read().microsEach();
  }
}
