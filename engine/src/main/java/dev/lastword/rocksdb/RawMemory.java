// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import net.openhft.chronicle.core.UnsafeMemory;

/**
 * The bridge's only door to raw memory, over chronicle-core's {@link UnsafeMemory}. No access is
 * checked: an address that is wrong ends the JVM.
 */
final class RawMemory {
  private static final UnsafeMemory MEMORY = UnsafeMemory.INSTANCE;

  private RawMemory() {}

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
