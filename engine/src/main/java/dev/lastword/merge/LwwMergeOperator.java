// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import org.rocksdb.MergeOperator;

/** Stand-in until the merge package lands. */
public final class LwwMergeOperator implements AutoCloseable {
  public static LwwMergeOperator create(Policy policy) {
    throw new UnsupportedOperationException();
  }

  public MergeOperator handle() {
    throw new UnsupportedOperationException();
  }

  public Policy policy() {
    throw new UnsupportedOperationException();
  }

  public long quarantined() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
