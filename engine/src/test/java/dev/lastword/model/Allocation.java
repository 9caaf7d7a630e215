// SPDX-License-Identifier: Apache-2.0
package dev.lastword.model;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/** Bounds what code allocates on Java's heap. */
public final class Allocation {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocation() {}

  /** Returns how many bytes this thread has allocated so far. */
  public static long now() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }

  /**
   * Runs code that must not allocate more than so many bytes, and returns what it gives. What
   * allocates more is run once more: the first time, classes are loaded.
   *
   * @throws AssertionError when it allocates more both times
   */
  public static <T> T atMost(long most, Supplier<T> code) {
    long before = now();
    T result = code.get();
    if (now() - before <= most) {
      return result;
    }
    before = now();
    result = code.get();
    long used = now() - before;
    if (used > most) {
      throw new AssertionError("allocates " + used + " bytes; the limit is " + most);
    }
    return result;
  }
}
