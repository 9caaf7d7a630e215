// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import dev.lastword.merge.LwwMergeOperator;
import dev.lastword.merge.Policy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One merge operator for each policy of the process: an operator's native part is never freed. */
final class Operators {
  private static final Map<Policy, LwwMergeOperator> BY_POLICY = new ConcurrentHashMap<>();

  private Operators() {}

  static LwwMergeOperator of(Policy policy) {
    return BY_POLICY.computeIfAbsent(policy, LwwMergeOperator::create);
  }
}
