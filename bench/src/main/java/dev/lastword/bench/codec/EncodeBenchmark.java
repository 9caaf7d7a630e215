// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.codec;

import dev.lastword.record.Operations;
import dev.lastword.record.RecordFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import net.openhft.chronicle.bytes.Bytes;
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

/** One add, encoded. The baseline is {@link #chronicle}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class EncodeBenchmark {

  private static final long SEED = 20_260_103;
  private static final int MEMBERS = 1_024;
  private static final int ROOM = 1_024;

  /** Member lengths in bytes. */
  @Param({"8", "16-32", "200"})
  public String members;

  private final byte[][] ring = new byte[MEMBERS][];
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(ROOM).order(ByteOrder.LITTLE_ENDIAN);
  private final Bytes<ByteBuffer> bytes = Bytes.wrapForWrite(ByteBuffer.allocateDirect(ROOM));
  private long stamp = 1_800_000_000_000_000L;

  /** Makes the members. */
  @Setup
  public void setUp() {
    SplittableRandom random = new SplittableRandom(SEED);
    Members source = Members.ofLength(members);
    for (int i = 0; i < MEMBERS; i++) {
      ring[i] = source.next(random);
    }
  }

  /** Frees the native memory. */
  @TearDown
  public void tearDown() {
    bytes.releaseLast();
  }

  /** Lastword's operation in a direct buffer of the caller's, as the store encodes it. */
  @Benchmark
  public ByteBuffer lastword(Size size) {
    byte[] member = next();
    buffer.clear().put(0, (byte) RecordFormat.ADD);
    buffer.putLong(RecordFormat.OPERATION_STAMP, stamp);
    buffer.put(RecordFormat.OPERATION_HEADER, member);
    return buffer.limit(RecordFormat.OPERATION_HEADER + member.length);
  }

  /** Lastword's operation as an array of its own. */
  @Benchmark
  public byte[] lastwordArray() {
    byte[] member = next();
    return Operations.add(member, stamp);
  }

  /** A row in stop-bit encoding, in a direct buffer of the caller's. */
  @Benchmark
  public Bytes<?> chronicle() {
    byte[] member = next();
    bytes.clear();
    ChronicleRows.writeOperation(bytes, member, stamp, false);
    return bytes;
  }

  /** What the operation takes beside time. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Size {

    private double bytes;

    /** Sums over all members. */
    @Setup
    public void setUp(EncodeBenchmark benchmark) {
      for (byte[] member : benchmark.ring) {
        bytes += (double) Operations.add(member, 0).length / MEMBERS;
      }
    }

    /** Returns the bytes of an operation, on average. */
    public double bytes() {
      return bytes;
    }
  }

  private byte[] next() {
    stamp++;
    return ring[(int) stamp & (MEMBERS - 1)];
  }
}
