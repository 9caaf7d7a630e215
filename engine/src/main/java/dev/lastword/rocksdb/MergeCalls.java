// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/*
 * A ThreadLocal would hang a buffer on every virtual thread that ever read a pending key: 900 MB
 * after 30 000 of them. A table of calls, each with a busy flag, is bounded by the number of merges
 * that were ever in flight at one moment, takes no lock and allocates nothing once it has grown.
 * A thread starts looking at a place of its own, so that it mostly finds the call it had before,
 * its memory still in cache, and meets no other thread there.
 *
 * A result's memory may be reused only after RocksDB has copied it, and that happens after the
 * upcall has returned. RocksDB tells by delete_value, on the same thread, right after the copy.
 */

/** The process-wide pool of {@link MergeCall}s. Thread-safe and, unless it grows, lock-free. */
final class MergeCalls {
  private static final Object GROWTH = new Object();

  /** A power of two of them, call number i at index i. Replaced, never changed, when it grows. */
  private static volatile MergeCall[] calls =
      extend(new MergeCall[0], Integer.highestOneBit(cpus()) * 2);

  private MergeCalls() {}

  private static int cpus() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** Takes a call that no other merge has. */
  static MergeCall take() {
    MergeCall[] all = calls;
    MergeCall found = find(all);
    while (found == null) {
      grow(all.length);
      all = calls;
      found = find(all);
    }
    return found;
  }

  /** Gives back the call whose result lies at {@code resultAddress}. */
  static void giveBack(long resultAddress) {
    calls[ResultBuffer.ownerOf(resultAddress)].giveBack();
  }

  /** Returns how many calls there are, busy and idle. */
  static int size() {
    return calls.length;
  }

  private static @Nullable MergeCall find(MergeCall[] all) {
    int mask = all.length - 1;
    int start = (int) Thread.currentThread().threadId();
    for (int i = 0; i <= mask; i++) {
      MergeCall call = all[(start + i) & mask];
      if (call.tryTake()) {
        return call;
      }
    }
    return null;
  }

  private static void grow(int seen) {
    synchronized (GROWTH) {
      if (calls.length == seen) {
        calls = extend(calls, seen * 2);
      }
    }
  }

  private static MergeCall[] extend(MergeCall[] old, int size) {
    MergeCall[] all = Arrays.copyOf(old, size);
    for (int i = old.length; i < size; i++) {
      all[i] = new MergeCall(i);
    }
    return all;
  }
}
