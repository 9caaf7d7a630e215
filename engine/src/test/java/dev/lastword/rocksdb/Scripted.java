// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

/** An operator whose two merges are given as lambdas. */
record Scripted(Merge full, Merge partial) implements MergeFunction {

  /** One merge. */
  @FunctionalInterface
  interface Merge {
    boolean merge(MergeInput in, MergeOutput out);
  }

  /** Makes an operator that never merges partially. */
  static Scripted full(Merge full) {
    return new Scripted(full, (in, out) -> false);
  }

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public boolean fullMerge(MergeInput in, MergeOutput out) {
    return full.merge(in, out);
  }

  @Override
  public boolean partialMerge(MergeInput in, MergeOutput out) {
    return partial.merge(in, out);
  }
}
