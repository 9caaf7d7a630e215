// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What one merge in flight needs on the Java side: the view of its input and the buffer of its
 * result. Taken from and given back to {@link MergeCalls}; in between it belongs to one merge.
 */
final class MergeCall {
  /** Its place in the pool. */
  final int number;

  final InputView in = new InputView();
  final ResultBuffer out;
  private final AtomicBoolean busy = new AtomicBoolean();

  MergeCall(int number) {
    this.number = number;
    out = new ResultBuffer(number);
  }

  /** Takes this call for a merge, unless another merge has it. */
  boolean tryTake() {
    if (busy.get() || !busy.compareAndSet(false, true)) {
      return false;
    }
    out.begin();
    return true;
  }

  /** Gives this call back; neither its views nor its result may be used from here on. */
  void giveBack() {
    in.end();
    out.end();
    busy.setRelease(false);
  }
}
