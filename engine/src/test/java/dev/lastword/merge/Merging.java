// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import dev.lastword.rocksdb.MergeInput;
import dev.lastword.rocksdb.MergeOutput;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import net.openhft.chronicle.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/** One merge as RocksDB asks for it: operands at addresses, no value below them, and a result. */
final class Merging implements MergeInput, MergeOutput, AutoCloseable {
  private final Arena arena = Arena.ofConfined();
  private final long[] addresses;
  private final long[] lengths;
  private @Nullable Runnable whenReserving;
  private @Nullable MemorySegment result;
  private long committed = -1;

  Merging(List<byte[]> operands) {
    addresses = new long[operands.size()];
    lengths = new long[operands.size()];
    for (int i = 0; i < addresses.length; i++) {
      byte[] operand = operands.get(i);
      addresses[i] =
          arena.allocate(operand.length + 1L).copyFrom(MemorySegment.ofArray(operand)).address();
      lengths[i] = operand.length;
    }
  }

  /** Operands that lie elsewhere. */
  Merging(long[] addresses, long[] lengths) {
    this.addresses = addresses;
    this.lengths = lengths;
  }

  /** Has something happen when the result's memory is asked for. */
  Merging whenReserving(Runnable action) {
    whenReserving = action;
    return this;
  }

  /** Returns the result. */
  byte[] result() {
    if (result == null || committed < 0) {
      throw new AssertionError("no result");
    }
    return result.asSlice(0, committed).toArray(ValueLayout.JAVA_BYTE);
  }

  @Override
  public long reserveAddress(long capacity) {
    if (whenReserving != null) {
      whenReserving.run();
    }
    MemorySegment room = result;
    if (room == null || room.byteSize() < capacity + SLACK) {
      room = arena.allocate(capacity + SLACK, Long.BYTES);
      result = room;
    }
    return room.address();
  }

  @Override
  public void commit(long length) {
    committed = length;
  }

  @Override
  public int operandCount() {
    return addresses.length;
  }

  @Override
  public long operandAddress(int i) {
    return addresses[i];
  }

  @Override
  public long operandLength(int i) {
    return lengths[i];
  }

  @Override
  public boolean hasExistingValue() {
    return false;
  }

  @Override
  public long existingValueAddress() {
    return 0;
  }

  @Override
  public long existingValueLength() {
    return 0;
  }

  @Override
  public long keyAddress() {
    throw new UnsupportedOperationException();
  }

  @Override
  public long keyLength() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Bytes<?> key() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Bytes<?> existingValue() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Bytes<?> operand(int i) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Bytes<?> reserve(long capacity) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    arena.close();
  }
}
