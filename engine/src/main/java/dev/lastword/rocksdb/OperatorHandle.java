// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import org.rocksdb.MergeOperator;

/** rocksdbjni's face of an operator that is never freed, so that closing it does nothing. */
final class OperatorHandle extends MergeOperator {

  /** Takes the address of a shared_ptr that lives as long as the process. */
  OperatorHandle(long sharedPointer) {
    super(sharedPointer);
  }

  @Override
  protected void disposeInternal(long handle) {
    // Options and databases may still be using it; see NativeOperator.
  }
}
