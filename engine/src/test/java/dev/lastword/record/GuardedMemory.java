// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;

/**
 * Memory whose last byte lies right before a page that nobody may touch: a read past the end of
 * what is put here ends the JVM.
 *
 * <p>POSIX only. Each slot is a mapping of its own and holds one byte string at a time.
 */
public final class GuardedMemory implements AutoCloseable {

  private static final long PAGE = 65_536; // a multiple of every page size in use
  private static final int PROT_NONE = 0;
  private static final MethodHandle MPROTECT =
      function(
          "mprotect",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT));
  private static final int PROT_READ_WRITE = 3;

  private final List<Slot> slots = new ArrayList<>();

  private record Slot(Arena arena, long start, long capacity) {}

  /** Puts {@code bytes} into slot {@code index} and returns where they begin. */
  public long put(int index, byte[] bytes) {
    while (slots.size() <= index) {
      slots.add(slot(PAGE));
    }
    Slot slot = slots.get(index);
    if (slot.capacity < bytes.length) {
      free(slot);
      slot = slot(bytes.length);
      slots.set(index, slot);
    }
    long address = slot.start + slot.capacity - bytes.length;
    RawMemory.copyIn(bytes, 0, address, bytes.length);
    return address;
  }

  @SuppressWarnings("MustBeClosed") // closed by free
  private static Slot slot(long size) {
    long capacity = (size + PAGE - 1) / PAGE * PAGE;
    Arena arena = Arena.ofShared();
    long start = arena.allocate(capacity + PAGE, PAGE).address();
    protect(start + capacity, PROT_NONE);
    return new Slot(arena, start, capacity);
  }

  private static void free(Slot slot) {
    protect(slot.start + slot.capacity, PROT_READ_WRITE);
    slot.arena.close();
  }

  private static void protect(long address, int protection) {
    try {
      if ((int) MPROTECT.invokeExact(address, PAGE, protection) != 0) {
        throw new IllegalStateException("mprotect failed at " + Long.toHexString(address));
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("restricted") // calling libc is the point
  private static MethodHandle function(String name, FunctionDescriptor descriptor) {
    Linker linker = Linker.nativeLinker();
    MemorySegment address = linker.defaultLookup().find(name).orElseThrow();
    return linker.downcallHandle(address, descriptor);
  }

  @Override
  public void close() {
    slots.forEach(GuardedMemory::free);
    slots.clear();
  }
}
