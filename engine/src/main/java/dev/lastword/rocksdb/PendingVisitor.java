// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

/**
 * Looks at what pends under a key that its own thread reads, in the place of the merge: a reader
 * that wants little of the merged value need not have it made.
 *
 * <p>The rules of {@link MergeFunction} apply: nothing outlives the call, and it must not call
 * RocksDB. Whatever it throws makes the read fail, and counts as a failure of the operator.
 */
@FunctionalInterface
public interface PendingVisitor {

  /**
   * Called when a read meets pending operands.
   *
   * @param in the key, the existing value or none, and at least one operand, oldest first; valid
   *     until this method returns
   * @return true when the visitor has what it wanted, and the read is to come back with an empty
   *     value; false to have the operator merge
   */
  boolean visit(MergeInput in);
}
