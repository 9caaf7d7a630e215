// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.kernel;

import dev.lastword.merge.Policy;
import dev.lastword.merge.StateMerger;

/** Lastword's kernel, called as its merge operator calls it. */
final class LastwordMerge {

  private final StateMerger merger = new StateMerger();
  private final Policy policy;
  private final boolean full;

  LastwordMerge(Policy policy, boolean full) {
    this.policy = policy;
    this.full = full;
  }

  /** Merges into {@code output} and returns the result's size in bytes. */
  long merge(MergeInputs in, long output) {
    long size = plan(in);
    merger.write(output);
    return size;
  }

  /** Returns the result's size in bytes. */
  long plan(MergeInputs in) {
    merger.begin(policy, full);
    if (in.hasExisting()) {
      merger.addExisting(in.existing, in.existingLength);
    }
    for (int i = 0; i < in.count; i++) {
      merger.addOperand(in.operand(i), in.length(i));
    }
    return merger.plan();
  }
}
