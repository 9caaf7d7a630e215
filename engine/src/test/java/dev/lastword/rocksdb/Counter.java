// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

/** Adds 64-bit numbers. The example of docs/embedding.md. */
final class Counter implements MergeFunction {
  @Override
  public String name() {
    return "example.Counter";
  }

  @Override
  public boolean fullMerge(MergeInput in, MergeOutput out) {
    long sum = in.hasExistingValue() ? in.existingValue().readLong() : 0;
    for (int i = 0; i < in.operandCount(); i++) {
      sum += in.operand(i).readLong();
    }
    out.reserve(Long.BYTES).writeLong(sum);
    return true;
  }

  @Override
  public boolean partialMerge(MergeInput in, MergeOutput out) {
    return fullMerge(in, out); // a sum of operands is an operand
  }
}
