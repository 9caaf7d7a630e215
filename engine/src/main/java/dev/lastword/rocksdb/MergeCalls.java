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

/**
 * A pool of {@link MergeCall}s; the process has one. Thread-safe and, unless it grows, lock-free.
 */
final class MergeCalls {
  private static final MergeCalls OF_PROCESS = new MergeCalls(Integer.highestOneBit(cpus()) * 2);

  private final Object growth = new Object();

  /** A power of two of them, call number i at index i. Replaced, never changed, when it grows. */
  private volatile MergeCall[] calls;

  /** Makes a pool of so many calls to begin with, a power of two. */
  MergeCalls(int size) {
    calls = extend(new MergeCall[0], size);
  }

  private static int cpus() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** Takes a call that no other merge of the process has. */
  static MergeCall take() {
    return OF_PROCESS.takeIdle();
  }

  /** Gives back the call of the process whose result lies at {@code resultAddress}. */
  static void giveBack(long resultAddress) {
    OF_PROCESS.giveBack(ResultBuffer.ownerOf(resultAddress));
  }

  /** Returns how many calls the process has, busy and idle. */
  static int size() {
    return OF_PROCESS.calls.length;
  }

  /** Takes a call that no other merge has. */
  MergeCall takeIdle() {
    MergeCall[] all = calls;
    MergeCall found = find(all);
    while (found == null) {
      grow(all.length);
      all = calls;
      found = find(all);
    }
    return found;
  }

  /** Gives back a call by its number. */
  void giveBack(int number) {
    calls[number].giveBack();
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

  private void grow(int seen) {
    synchronized (growth) {
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
