// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import org.jspecify.annotations.Nullable;

/**
 * Carries a visitor from a read to the merge that the read makes RocksDB call, which happens on the
 * same thread. Holds one small object a thread that reads.
 */
final class PendingReads {
  private static final ThreadLocal<PendingReads> OF_THREAD =
      ThreadLocal.withInitial(PendingReads::new);

  private @Nullable PendingVisitor visitor;

  private PendingReads() {}

  /** The calling thread's. */
  static PendingReads ofThread() {
    return OF_THREAD.get();
  }

  /** Sets the visitor of the read that begins, or null when it is over. */
  void visitor(@Nullable PendingVisitor newVisitor) {
    visitor = newVisitor;
  }

  /** Returns whether a read is under way whose visitor has taken what it wanted from the merge. */
  boolean take(MergeInput in) {
    PendingVisitor current = visitor;
    return current != null && current.visit(in);
  }
}
