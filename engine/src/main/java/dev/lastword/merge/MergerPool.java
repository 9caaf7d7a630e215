// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Lends {@link StateMerger}s to whichever thread merges: RocksDB's background threads and readers,
 * ten thousand virtual threads among them.
 *
 * <p>A small array of slots, each taken and filled with one atomic exchange. A thread starts
 * looking at a slot of its own, so threads rarely meet. No lock, and no allocation unless more
 * threads merge at once than there are slots; the surplus goes to the garbage collector instead of
 * staying, as it would in a ThreadLocal.
 */
public final class MergerPool {

  private static final int SLOTS = 32;
  private static final int PROBES = 4;

  private final AtomicReferenceArray<StateMerger> slots = new AtomicReferenceArray<>(SLOTS);

  /** Creates an empty pool. */
  public MergerPool() {}

  /** Returns a kernel for the caller's own use until it {@link #release}s it. */
  public StateMerger acquire() {
    int home = home();
    for (int i = 0; i < PROBES; i++) {
      StateMerger merger = slots.getAndSet((home + i) & (SLOTS - 1), null);
      if (merger != null) {
        return merger;
      }
    }
    return new StateMerger();
  }

  /** Takes a kernel back; the caller must not use it any more. */
  public void release(StateMerger merger) {
    int home = home();
    for (int i = 0; i < PROBES; i++) {
      if (slots.compareAndSet((home + i) & (SLOTS - 1), null, merger)) {
        return;
      }
    }
  }

  private static int home() {
    long id = Thread.currentThread().threadId();
    return (int) ((id * 0x9E3779B97F4A7C15L) >>> 59);
  }
}
