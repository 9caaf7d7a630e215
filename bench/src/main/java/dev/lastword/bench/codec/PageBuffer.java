// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.codec;

import dev.lastword.record.RawMemory;
import java.lang.foreign.Arena;

/**
 * A page as its caller keeps it and fills it again: stamps in an array, members one behind another
 * in native memory.
 */
final class PageBuffer {

  private final long[] stamps;
  private final int[] lengths;
  private final long memory;
  private long end;
  private int count;

  /**
   * Creates an empty page.
   *
   * @param entries it holds at most
   * @param longest bytes of a member
   */
  PageBuffer(Arena arena, int entries, int longest) {
    stamps = new long[entries];
    lengths = new int[entries];
    memory = arena.allocate((long) entries * longest).address();
    end = memory;
  }

  void clear() {
    end = memory;
    count = 0;
  }

  boolean isFull() {
    return count == stamps.length;
  }

  /** Adds an entry whose member is copied. */
  void add(long stamp, long member, int length) {
    RawMemory.copy(member, end, length);
    note(stamp, length);
  }

  /** Adds an entry whose member is copied. */
  void add(long stamp, byte[] member) {
    RawMemory.copyIn(member, 0, end, member.length);
    note(stamp, member.length);
  }

  private void note(long stamp, int length) {
    stamps[count] = stamp;
    lengths[count++] = length;
    end += length;
  }

  /** Returns a number that differs, nearly always, between different pages. */
  long checksum() {
    long sum = count;
    long at = memory;
    for (int i = 0; i < count; i++) {
      sum = 31 * sum + stamps[i];
      for (int j = 0; j < lengths[i]; j++) {
        sum = 31 * sum + RawMemory.getU8(at++);
      }
    }
    return sum;
  }
}
