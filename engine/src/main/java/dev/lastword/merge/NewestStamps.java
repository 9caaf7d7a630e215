// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

/**
 * The greatest of many stamps: a heap of bounded size with the least of them on top (Williams,
 * "Algorithm 232: Heapsort", 1964). Allocates only while it grows.
 */
final class NewestStamps {

  private static final int LARGEST_KEPT = 1 << 14;

  private long[] heap = new long[0];
  private int most;
  private int size;

  /** Forgets all stamps; from here on keeps the {@code most} greatest, 1 or more. */
  void clear(int most) {
    if (heap.length < most || heap.length > Math.max(most, LARGEST_KEPT)) {
      heap = new long[most];
    }
    this.most = most;
    size = 0;
  }

  /** Takes a stamp in, unless it is less than as many as are to be kept. */
  void offer(long stamp) {
    if (size < most) {
      rise(size++, stamp);
    } else if (stamp > heap[0]) {
      sink(stamp);
    }
  }

  /** Returns the least of those kept; Long.MIN_VALUE when there were fewer. */
  long least() {
    return size < most ? Long.MIN_VALUE : heap[0];
  }

  private void rise(int from, long stamp) {
    int at = from;
    while (at > 0 && heap[(at - 1) >>> 1] > stamp) {
      heap[at] = heap[(at - 1) >>> 1];
      at = (at - 1) >>> 1;
    }
    heap[at] = stamp;
  }

  private void sink(long stamp) {
    int at = 0;
    for (int child = 1; child < size; child = 2 * at + 1) {
      int lesser = child + 1 < size && heap[child + 1] < heap[child] ? child + 1 : child;
      if (heap[lesser] >= stamp) {
        break;
      }
      heap[at] = heap[lesser];
      at = lesser;
    }
    heap[at] = stamp;
  }
}
