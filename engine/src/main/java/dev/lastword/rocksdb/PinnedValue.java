// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Holds a value where RocksDB has it, mostly in its block cache, until {@link #release}. Used again
 * and again; not thread-safe. It must be released before the database is closed.
 */
public final class PinnedValue {
  private static final int LARGEST_KEPT = 1 << 20;

  /** Where native calls put an error and a length. */
  private final MemorySegment slots;

  private @Nullable ByteBuffer copy;
  private boolean present;
  private long pinned;
  private long address;
  private long length;

  /** Creates one that holds nothing. */
  public PinnedValue() {
    this(Arena.ofAuto().allocate(2 * Long.BYTES, Long.BYTES));
  }

  /** Creates one that holds nothing; {@code slots} are two words for native calls. */
  PinnedValue(MemorySegment slots) {
    this.slots = slots;
  }

  /** Returns whether there is a value. */
  public boolean isPresent() {
    return present;
  }

  /** Returns where the value's bytes start; they are not to be written. */
  public long address() {
    return address;
  }

  /** Returns how many bytes the value has, 0 without one. */
  public long length() {
    return length;
  }

  /** Lets go of the value. */
  public void release() {
    if (pinned != 0) {
      CApi.destroyValue(pinned);
      pinned = 0;
    }
    if (copy != null && copy.capacity() > LARGEST_KEPT) {
      copy = null;
    }
    present = false;
    address = 0;
    length = 0;
  }

  /** Takes a value of the C API, or 0 for none. */
  void pin(long value) {
    pinned = value;
    present = value != 0;
    address = present ? CApi.value(value, lengthSlot()) : 0;
    length = present ? RawMemory.getLong(lengthSlot()) : 0;
  }

  /** Returns a direct buffer of at least {@code capacity} bytes for {@link #copied}. */
  ByteBuffer copy(int capacity) {
    ByteBuffer buffer = copy;
    if (buffer == null || buffer.capacity() < capacity) {
      buffer = ByteBuffer.allocateDirect(capacity);
      copy = buffer;
    }
    return buffer.clear();
  }

  /** Takes the value that was copied into {@link #copy}. */
  void copied(ByteBuffer buffer, int size) {
    present = true;
    address = MemorySegment.ofBuffer(buffer.clear()).address();
    length = size;
  }

  long errorSlot() {
    return slots.address();
  }

  private long lengthSlot() {
    return slots.address() + Long.BYTES;
  }
}
