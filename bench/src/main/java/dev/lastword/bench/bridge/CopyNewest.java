// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.bridge;

import dev.lastword.record.RawMemory;
import dev.lastword.rocksdb.MergeFunction;
import dev.lastword.rocksdb.MergeInput;
import dev.lastword.rocksdb.MergeOutput;

/** The result is the newest operand: the least that an operator can do. */
final class CopyNewest implements MergeFunction {

  @Override
  public String name() {
    return "bench.copy-newest";
  }

  @Override
  public boolean fullMerge(MergeInput in, MergeOutput out) {
    return copyNewest(in, out);
  }

  @Override
  public boolean partialMerge(MergeInput in, MergeOutput out) {
    return copyNewest(in, out);
  }

  private static boolean copyNewest(MergeInput in, MergeOutput out) {
    int newest = in.operandCount() - 1;
    long length = in.operandLength(newest);
    RawMemory.copy(in.operandAddress(newest), out.reserveAddress(length), length);
    out.commit(length);
    return true;
  }
}
