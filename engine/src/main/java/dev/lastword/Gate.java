// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets calls in until it is closed, and makes closing wait for those inside.
 *
 * <p>A call counts itself into one of several counters and then looks at {@code closed}; closing
 * sets {@code closed} and then waits for each counter to be zero once. Both are sequentially
 * consistent, so either the call sees that it came too late, or closing sees the call: no lock, and
 * threads seldom share a counter.
 */
final class Gate {
  /** Longs from one counter to the next: two cache lines. */
  private static final int SPREAD = 16;

  private static final int SPINS = 1_000;
  private static final long PARK_NANOS = 50_000;

  private final AtomicLongArray inside;
  private final int mask;
  private volatile boolean closed;

  /** Creates an open gate; {@code stripes} is a power of two. */
  Gate(int stripes) {
    mask = stripes - 1;
    inside = new AtomicLongArray(stripes * SPREAD);
  }

  /** Returns the counter to hand to {@link #leave}, or -1 when the gate is closed. */
  int enter() {
    int counter = ((int) Thread.currentThread().threadId() & mask) * SPREAD;
    inside.getAndIncrement(counter);
    if (closed) {
      inside.getAndDecrement(counter);
      return -1;
    }
    return counter;
  }

  void leave(int counter) {
    inside.getAndDecrement(counter);
  }

  boolean isClosed() {
    return closed;
  }

  /** Lets nobody in any more. */
  void shut() {
    closed = true;
  }

  /** Waits, after {@link #shut}, until everybody has left. */
  void awaitEmpty() {
    for (int i = 0; i <= mask; i++) {
      for (int spins = 0; inside.get(i * SPREAD) != 0; spins++) {
        if (spins < SPINS) {
          Thread.onSpinWait();
        } else {
          LockSupport.parkNanos(this, PARK_NANOS);
        }
      }
    }
  }
}
