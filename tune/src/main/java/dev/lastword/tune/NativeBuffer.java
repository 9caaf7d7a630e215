// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import dev.lastword.record.RawMemory;
import java.lang.foreign.Arena;

/** Native memory that grows; owned by the one thread that uses it. */
@SuppressWarnings("MustBeClosedChecker") // closed by close() and whenever it is replaced
final class NativeBuffer implements AutoCloseable {

  private static final long SMALLEST = 1024;

  private Arena arena = Arena.ofConfined();
  private long capacity;
  private long address;

  /** Returns the memory's address, with room for {@code bytes}; its content may be lost. */
  long room(long bytes) {
    if (bytes > capacity) {
      replace(Math.max(SMALLEST, bytes + (bytes >>> 1)));
    }
    return address;
  }

  long address() {
    return address;
  }

  /** Makes room for {@code bytes}, keeping the first {@code used}; returns the address. */
  long extend(long used, long bytes) {
    if (bytes <= capacity) {
      return address;
    }
    Arena before = arena;
    long from = address;
    long size = Math.max(SMALLEST, 2 * bytes);
    arena = Arena.ofConfined();
    address = arena.allocate(size, Long.BYTES).address();
    capacity = size;
    RawMemory.copy(from, address, used);
    before.close();
    return address;
  }

  /** Gives memory back where there is more than {@code bytes} of it; its content is lost. */
  void trim(long bytes) {
    if (capacity > bytes) {
      arena.close();
      arena = Arena.ofConfined();
      capacity = 0;
      address = 0;
    }
  }

  @Override
  public void close() {
    arena.close();
  }

  private void replace(long size) {
    arena.close();
    arena = Arena.ofConfined();
    address = arena.allocate(size, Long.BYTES).address();
    capacity = size;
  }
}
