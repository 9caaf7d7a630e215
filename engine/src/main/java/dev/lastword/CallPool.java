// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the memory of finished calls for the next ones. A slot is tried by its thread's number, so
 * a platform thread mostly meets its own memory again, and a million virtual threads share a few
 * slots. What finds no slot is left to the garbage collector.
 *
 * @param <T> {@link Call}, but for tests
 */
final class CallPool<T> {
  /** References from one slot to the next: a cache line. */
  private static final int SPREAD = 16;

  private static final int PROBES = 3;

  private final AtomicReferenceArray<@Nullable T> slots;
  private final int mask;

  /** Creates an empty pool; {@code size} is a power of two. */
  CallPool(int size) {
    mask = size - 1;
    slots = new AtomicReferenceArray<>(size * SPREAD);
  }

  @Nullable T take() {
    int start = (int) Thread.currentThread().threadId();
    for (int i = 0; i < PROBES; i++) {
      T call = slots.getAndSet(slot(start + i), null);
      if (call != null) {
        return call;
      }
    }
    return null;
  }

  void give(T call) {
    int start = (int) Thread.currentThread().threadId();
    for (int i = 0; i < PROBES; i++) {
      if (slots.compareAndSet(slot(start + i), null, call)) {
        return;
      }
    }
  }

  private int slot(int number) {
    return (number & mask) * SPREAD;
  }
}
