// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import dev.lastword.merge.LwwMergeOperator;
import dev.lastword.merge.Policy;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Lends merge operators to stores. The native part of an operator lives as long as the process, so
 * a process that opens and closes databases all day must use each again. Never shared by two open
 * stores, so that each has counters of its own.
 */
final class OperatorPool {
  private static final ConcurrentHashMap<Policy, Queue<LwwMergeOperator>> IDLE =
      new ConcurrentHashMap<>();

  private OperatorPool() {}

  /** An operator that no other store uses. */
  static LwwMergeOperator take(Policy policy) {
    LwwMergeOperator idle = queue(policy).poll();
    return idle == null ? LwwMergeOperator.create(policy) : idle;
  }

  /** Takes an operator back when the database that used it is closed. */
  static void give(LwwMergeOperator operator) {
    queue(operator.policy()).add(operator);
  }

  private static Queue<LwwMergeOperator> queue(Policy policy) {
    return IDLE.computeIfAbsent(policy, any -> new ConcurrentLinkedQueue<>());
  }
}
