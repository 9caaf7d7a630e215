// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

/** Told now and then how far a pass over all keys has come. */
@FunctionalInterface
public interface Progress {
  /** Tells nobody. */
  Progress NONE = (done, estimate) -> {};

  /**
   * Called on the thread that makes the pass; what it throws ends the pass.
   *
   * @param keysDone keys dealt with so far
   * @param keysEstimate RocksDB's estimate of all keys; may be off either way
   */
  void at(long keysDone, long keysEstimate);
}
