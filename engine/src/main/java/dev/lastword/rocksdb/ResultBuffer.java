// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import java.util.concurrent.atomic.AtomicLong;
import net.openhft.chronicle.bytes.Bytes;

/*
 * The memory RocksDB copies a result from:
 *
 *   0       8        16
 *   +-------+--------+-------------------------+-------+
 *   | owner | unused | result, up to allocated | SLACK |
 *   +-------+--------+-------------------------+-------+
 *                    ^ the address RocksDB sees
 *
 * The owner is the number of the MergeCall the memory belongs to. RocksDB hands the address back
 * through delete_value once it has copied the result; that is how the call is found again.
 *
 * Memory is kept for later merges: always up to SMALL bytes a buffer, above that only while all
 * idle buffers of the process stay within LARGE_LIMIT. A 1 GB merge pins nothing once it is done.
 */

/** The reusable native memory behind one {@link MergeOutput}. */
final class ResultBuffer implements MergeOutput {
  static final long SMALL = 64L << 10;
  static final long LARGE_LIMIT = 64L << 20;

  private static final int HEADER = 16;
  private static final long MINIMUM = 4L << 10;

  /** More than any machine has, and no sum with it overflows. */
  private static final long MOST = Long.MAX_VALUE / 4;

  private static final long UNSET = -1;

  /** Bytes held by the idle buffers above {@link #SMALL}, of the whole process. */
  private static final AtomicLong LARGE_IDLE = new AtomicLong();

  private final int owner;
  private final BytesView view = new BytesView();
  private long address; // of the result; 0 when nothing is allocated
  private long allocated;
  private long reserved = UNSET;
  private long committed = UNSET;
  private boolean writing; // through the view

  ResultBuffer(int owner) {
    this.owner = owner;
  }

  /** Returns the number of the call that the result at {@code resultAddress} belongs to. */
  static int ownerOf(long resultAddress) {
    return (int) RawMemory.getLong(resultAddress - HEADER);
  }

  static long largeIdle() {
    return LARGE_IDLE.get();
  }

  /** Starts a merge. */
  void begin() {
    reserved = UNSET;
    committed = UNSET;
    writing = false;
    if (allocated > SMALL) {
      LARGE_IDLE.addAndGet(-allocated);
    }
  }

  @Override
  public Bytes<?> reserve(long capacity) {
    ensure(capacity);
    long written = writing ? Math.min(view.writePosition(), capacity) : 0;
    writing = true;
    return view.forWriting(address, capacity, written);
  }

  @Override
  public long reserveAddress(long capacity) {
    ensure(capacity);
    writing = false;
    return address;
  }

  @Override
  public void commit(long length) {
    long limit = Math.min(Math.max(reserved, 0), Integer.MAX_VALUE);
    if (length < 0 || length > limit) {
      throw new IllegalArgumentException(
          "a result must fit what was reserved: length=" + length + " limit=" + limit);
    }
    if (reserved == UNSET) {
      ensure(0);
    }
    committed = length;
  }

  /**
   * Returns the length of the result, which starts at {@link #address()}.
   *
   * @throws IllegalStateException when there is none
   */
  long finish() {
    if (committed == UNSET) {
      if (!writing) {
        throw new IllegalStateException("a merge that returns true must leave a result");
      }
      commit(view.writePosition());
    }
    return committed;
  }

  long address() {
    return address;
  }

  /** Ends a merge: the memory may be used again from here on. */
  void end() {
    view.detach();
    if (allocated > SMALL && LARGE_IDLE.addAndGet(allocated) > LARGE_LIMIT) {
      LARGE_IDLE.addAndGet(-allocated);
      free();
    }
  }

  private void ensure(long capacity) {
    if (capacity < 0) {
      throw new IllegalArgumentException("a capacity must be 0 or more: capacity=" + capacity);
    }
    if (capacity > allocated || address == 0) {
      grow(capacity);
    }
    reserved = capacity;
    committed = UNSET;
  }

  private void grow(long capacity) {
    if (capacity > MOST) {
      throw new OutOfMemoryError("cannot reserve " + capacity + " bytes for a result");
    }
    // Headroom: a record that gains an entry per merge must not move in each of them.
    long size = Math.max(MINIMUM, capacity + capacity / 8);
    long start = RawMemory.allocate(HEADER + size + SLACK) + HEADER;
    RawMemory.putLong(start - HEADER, owner);
    if (reserved > 0) {
      RawMemory.copy(address, start, reserved);
    }
    free();
    address = start;
    allocated = size;
  }

  private void free() {
    if (address != 0) {
      RawMemory.free(address - HEADER, HEADER + allocated + SLACK);
    }
    address = 0;
    allocated = 0;
  }
}
