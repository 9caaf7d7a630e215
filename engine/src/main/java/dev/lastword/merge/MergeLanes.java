// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * An operator's {@link MergeLane}s, lent to whichever thread merges: RocksDB's background threads
 * and readers, ten thousand virtual threads among them.
 *
 * <p>A lane belongs to its merge alone, so that counting is plain additions in memory that no other
 * processor has: the exchange that takes a lane, and the store that puts it back into its slot, are
 * the only barriers. A thread starts looking at a slot of its own, so threads rarely meet. When all
 * slots it looks at are empty, it works with a lane that is not kept, and counts in a tally that
 * such lanes share. No lock, and otherwise no allocation.
 */
final class MergeLanes {
  private static final int LANES = 32;
  private static final int PROBES = 4;

  /** References from one slot to the next: a cache line, or two. */
  private static final int SPREAD = 16;

  private static final int SURPLUS = -1;

  private final MergeLane[] all;
  private final int mask;
  private final AtomicReferenceArray<MergeLane> idle;
  private final MergeTally surplus = new MergeTally(true);
  private final long mostWeight;

  /**
   * Creates the lanes.
   *
   * @param mostWeight how large a result may grow, see {@link RecordWeight}
   */
  MergeLanes(long mostWeight) {
    this(LANES, mostWeight);
  }

  /** As the other one, with so many lanes, a power of two. */
  MergeLanes(int lanes, long mostWeight) {
    this.all = new MergeLane[lanes];
    this.mask = lanes - 1;
    this.idle = new AtomicReferenceArray<>((lanes + 1) * SPREAD);
    this.mostWeight = mostWeight;
    for (int i = 0; i < lanes; i++) {
      all[i] = new MergeLane(i, new MergeTally(false), mostWeight);
      idle.set(slot(i), all[i]);
    }
  }

  /** Takes a lane for one merge. */
  MergeLane take() {
    int home = home();
    for (int i = 0; i < PROBES; i++) {
      MergeLane lane = idle.getAndSet(slot((home + i) & mask), null);
      if (lane != null) {
        return lane;
      }
    }
    return new MergeLane(SURPLUS, surplus, mostWeight);
  }

  /** Takes a lane back; the caller must not use it any more. */
  void giveBack(MergeLane lane) {
    if (lane.number != SURPLUS) {
      idle.setRelease(slot(lane.number), lane);
    }
  }

  /** Sums up what all lanes have counted. */
  MergeTally.Sum sum() {
    MergeTally.Sum sum = new MergeTally.Sum();
    for (MergeLane lane : all) {
      lane.tally.addTo(sum);
    }
    surplus.addTo(sum);
    return sum;
  }

  private static int slot(int lane) {
    return (lane + 1) * SPREAD; // not beside the array's length, which all threads read
  }

  private static int home() {
    long id = Thread.currentThread().threadId();
    return (int) ((id * 0x9E3779B97F4A7C15L) >>> 59);
  }
}
