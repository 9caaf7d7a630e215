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
 * Memory between two pages that nobody may touch: a read past the end of what is put here, or
 * before what is {@linkplain #putFirst put first}, ends the JVM.
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

  /** Puts {@code bytes} at the end of slot {@code index} and returns where they begin. */
  public long put(int index, byte[] bytes) {
    Slot slot = slotOf(index, bytes.length);
    long address = slot.start + slot.capacity - bytes.length;
    RawMemory.copyIn(bytes, 0, address, bytes.length);
    return address;
  }

  /** Puts {@code bytes} at the beginning of slot {@code index} and returns where that is. */
  public long putFirst(int index, byte[] bytes) {
    Slot slot = slotOf(index, bytes.length);
    RawMemory.copyIn(bytes, 0, slot.start, bytes.length);
    return slot.start;
  }

  private Slot slotOf(int index, int length) {
    while (slots.size() <= index) {
      slots.add(slot(PAGE));
    }
    Slot slot = slots.get(index);
    if (slot.capacity < length) {
      free(slot);
      slot = slot(length);
      slots.set(index, slot);
    }
    return slot;
  }

  @SuppressWarnings("MustBeClosed") // closed by free
  private static Slot slot(long size) {
    long capacity = (size + PAGE - 1) / PAGE * PAGE;
    Arena arena = Arena.ofShared();
    long start = arena.allocate(capacity + 2 * PAGE, PAGE).address() + PAGE;
    protect(start - PAGE, PROT_NONE);
    protect(start + capacity, PROT_NONE);
    return new Slot(arena, start, capacity);
  }

  private static void free(Slot slot) {
    protect(slot.start - PAGE, PROT_READ_WRITE);
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
