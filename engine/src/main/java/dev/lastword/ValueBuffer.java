// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import dev.lastword.record.RawMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Off-heap memory that rocksdbjni fills and record views read. It grows as asked; what it grew past
 * {@link #KEPT} is freed by {@link #trim}, on the thread that asked for it.
 */
final class ValueBuffer {
  /** The most that stays allocated between calls. */
  static final int KEPT = 1 << 20;

  private static final int SMALLEST = 1 << 9;

  private ByteBuffer kept;
  private ByteBuffer current;
  private long address;
  private @Nullable Arena large;

  ValueBuffer(int capacity) {
    kept = allocate(capacity + RawMemory.SLACK);
    current = kept;
    address = addressOf(kept);
  }

  /** Where the bytes start; void after the next {@link #clear} that grows. */
  long address() {
    return address;
  }

  /** The buffer, from 0 to {@code length}; what was in it is lost. */
  ByteBuffer clear(int length) {
    if (length > current.capacity() - RawMemory.SLACK) {
      grow(length);
    }
    return current.clear().limit(length);
  }

  /** The buffer with all the room that it has. */
  ByteBuffer clear() {
    return clear(capacity());
  }

  int capacity() {
    return current.capacity() - RawMemory.SLACK;
  }

  /** Frees what a large value needed. To be called on the thread that asked for it. */
  void trim() {
    if (large != null) {
      large.close();
      large = null;
      use(kept);
    }
  }

  @SuppressWarnings("MustBeClosedChecker") // trim closes it
  private void grow(int length) {
    trim();
    long wanted = Math.max(SMALLEST, (long) length + RawMemory.SLACK);
    if (wanted > KEPT) {
      Arena arena = Arena.ofConfined();
      large = arena;
      use(arena.allocate(Math.min(Integer.MAX_VALUE, wanted), Long.BYTES).asByteBuffer());
    } else {
      kept = allocate((int) (Long.highestOneBit(wanted - 1) << 1));
      use(kept);
    }
  }

  private void use(ByteBuffer buffer) {
    current = buffer.order(ByteOrder.LITTLE_ENDIAN);
    address = addressOf(buffer);
  }

  private static ByteBuffer allocate(int capacity) {
    return ByteBuffer.allocateDirect(capacity).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static long addressOf(ByteBuffer buffer) {
    return MemorySegment.ofBuffer(buffer.clear()).address();
  }
}
