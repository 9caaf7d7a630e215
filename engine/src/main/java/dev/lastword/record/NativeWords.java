// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

import java.lang.ref.Cleaner;
import net.openhft.chronicle.core.UnsafeMemory;

/**
 * A few words of native memory, freed by {@link #free}, or when the garbage collector finds this
 * object unreachable.
 *
 * <p>Not an {@code Arena} or a direct buffer: those count against {@code -XX:MaxDirectMemorySize},
 * and a merge must not fail, which stops all writes of a database, because other code has used that
 * up.
 */
public final class NativeWords {

  private static final Cleaner CLEANER = Cleaner.create();

  private static final long MOST = Long.MAX_VALUE / Long.BYTES;
  private static final int MOST_ROWS = 1 << 29;

  private final long address;
  private final Cleaner.Cleanable memory;

  /**
   * Allocates words of eight bytes, with arbitrary contents.
   *
   * @param words 1 or more
   * @throws OutOfMemoryError when the memory cannot be had
   */
  public NativeWords(long words) {
    long bytes = Math.min(words, MOST) * Long.BYTES; // which nobody has
    long start = UnsafeMemory.MEMORY.allocate(bytes);
    address = start;
    memory = CLEANER.register(this, () -> UnsafeMemory.MEMORY.freeMemory(start, bytes));
  }

  /**
   * Returns twice as many rows as there are, for a table that is full.
   *
   * @param rows a power of two
   * @throws OutOfMemoryError when there would be more than {@value #MOST_ROWS}: twice that many
   *     slots are the longest array of a power of two
   */
  public static int twice(int rows) {
    if (rows >= MOST_ROWS) {
      throw new OutOfMemoryError("a merge of more than " + MOST_ROWS + " operations");
    }
    return 2 * rows;
  }

  /**
   * Frees the memory, which nobody may use from here on. For what was large: the collector knows
   * nothing of its size.
   */
  public void free() {
    memory.clean();
  }

  /** Returns where the memory begins; valid as long as this object is reachable, and not freed. */
  public long address() {
    return address;
  }
}
