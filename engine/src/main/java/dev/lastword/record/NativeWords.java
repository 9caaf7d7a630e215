// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

import java.lang.ref.Cleaner;
import net.openhft.chronicle.core.UnsafeMemory;

/**
 * A few words of native memory, freed when the garbage collector finds this object unreachable.
 *
 * <p>Not an {@code Arena} or a direct buffer: those count against {@code -XX:MaxDirectMemorySize},
 * and a merge must not fail, which stops all writes of a database, because other code has used that
 * up.
 */
public final class NativeWords {

  private static final Cleaner CLEANER = Cleaner.create();

  private final long address;

  /** Allocates {@code words} words of eight bytes, 1 or more, with arbitrary contents. */
  public NativeWords(int words) {
    long start = UnsafeMemory.MEMORY.allocate((long) words * Long.BYTES);
    address = start;
    CLEANER.register(this, () -> UnsafeMemory.MEMORY.freeMemory(start, (long) words * Long.BYTES));
  }

  /** Returns where the memory begins; valid as long as this object is reachable. */
  public long address() {
    return address;
  }
}
