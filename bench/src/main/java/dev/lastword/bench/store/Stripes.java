// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Locks for whoever has to read before it writes: sets are spread over a few of them. */
final class Stripes {
  private static final int COUNT = 64;

  private final ReentrantLock[] locks = new ReentrantLock[COUNT];

  Stripes() {
    for (int i = 0; i < COUNT; i++) {
      locks[i] = new ReentrantLock();
    }
  }

  Lock of(long set) {
    return locks[(int) (set & (COUNT - 1))];
  }

  /** For a batch, always in the same order. */
  void lockAll() {
    for (ReentrantLock lock : locks) {
      lock.lock();
    }
  }

  void unlockAll() {
    for (ReentrantLock lock : locks) {
      lock.unlock();
    }
  }
}
