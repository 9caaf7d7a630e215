// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import java.lang.foreign.Arena;
import net.openhft.chronicle.core.UnsafeMemory;

/**
 * The bridge's only door to raw memory, over chronicle-core's {@link UnsafeMemory}. No access is
 * checked: an address that is wrong ends the JVM.
 */
final class RawMemory {
  private static final UnsafeMemory MEMORY = UnsafeMemory.INSTANCE;

  private RawMemory() {}

  /**
   * Checks that the JVM lets us read memory at all.
   *
   * @throws UnsupportedOperationException naming the flag that is needed
   */
  static void requireAccess() {
    try (Arena arena = Arena.ofConfined()) {
      getLong(arena.allocate(Long.BYTES).address());
    } catch (UnsupportedOperationException denied) {
      throw new UnsupportedOperationException(
          "raw memory must be allowed; run java with --sun-misc-unsafe-memory-access=allow",
          denied);
    }
  }

  static void putByte(long address, byte value) {
    MEMORY.writeByte(address, value);
  }

  static long getLong(long address) {
    return MEMORY.readLong(address);
  }

  static void putLong(long address, long value) {
    MEMORY.writeLong(address, value);
  }

  static void copy(long from, long to, long length) {
    MEMORY.copyMemory(from, to, length);
  }

  /** Allocates {@code size > 0} bytes, aligned for any primitive; free them with {@link #free}. */
  static long allocate(long size) {
    return MEMORY.allocate(size);
  }

  static void free(long address, long size) {
    MEMORY.freeMemory(address, size);
  }
}
