// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.bridge;

import dev.lastword.rocksdb.JavaMergeOperator;
import java.nio.ByteBuffer;
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
import org.rocksdb.Env;
import org.rocksdb.MergeOperator;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksMemEnv;
import org.rocksdb.StringAppendOperator;
import org.rocksdb.WriteOptions;

/**
 * One merge call, seen from a read: get a key that has a value and one operand to merge into it,
 * all in the memtable. The baseline is {@code c}.
 *
 * <p>What a call costs is the difference to {@code plainValue}, a value of the result's size that
 * needs no merge; what Java costs is the difference to {@code c}. Both operators copy the operand;
 * {@code stringAppend} puts it behind a value of one byte.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BridgeBenchmark {

  private static final byte[] VALUE = {'v'};
  private static final int SEPARATED = 2;

  /** The operator that merges. */
  @Param({"java", "c", "stringAppend", "plainValue"})
  public String contender;

  /** Bytes of the operand. */
  @Param({"16", "1024", "32768"})
  public int size;

  private final ByteBuffer key = ByteBuffer.allocateDirect(1);
  private Env env;
  private Options options;
  private ReadOptions reads;
  private RocksDB db;
  private ByteBuffer result;

  /**
   * Opens a database in memory.
   *
   * @throws IllegalStateException when there is no C compiler for the contender in C
   */
  @Setup
  public void setUp() throws RocksDBException {
    RocksDB.loadLibrary();
    env = new RocksMemEnv(Env.getDefault());
    options = new Options().setCreateIfMissing(true).setEnv(env).setMergeOperator(operator());
    reads = new ReadOptions();
    result = ByteBuffer.allocateDirect(size + SEPARATED);
    db = RocksDB.open(options, "/bridge");
    fill();
    int expected = contender.equals("stringAppend") ? size + SEPARATED : size;
    if (get() != expected) {
      throw new IllegalStateException("the result has another size than " + expected);
    }
  }

  /** Closes it. */
  @TearDown
  public void tearDown() {
    db.close();
    reads.close();
    options.close();
    env.close();
  }

  /** Gets the key into a direct buffer. */
  @Benchmark
  public int get() throws RocksDBException {
    return db.get(reads, key.rewind(), result.clear());
  }

  private void fill() throws RocksDBException {
    try (WriteOptions unlogged = new WriteOptions().setDisableWAL(true)) {
      if (contender.equals("plainValue")) {
        db.put(unlogged, new byte[1], new byte[size]);
      } else {
        db.put(unlogged, new byte[1], VALUE);
        db.merge(unlogged, new byte[1], new byte[size]);
      }
    }
  }

  private MergeOperator operator() {
    return switch (contender) {
      case "java" -> JavaMergeOperator.create(new CopyNewest()).handle();
      case "c" -> CMergeOperator.copyNewest();
      case "stringAppend", "plainValue" -> new StringAppendOperator();
      default -> throw new IllegalArgumentException("no such contender: " + contender);
    };
  }
}
