// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import dev.lastword.merge.MergerPool;
import dev.lastword.merge.Policy;
import dev.lastword.merge.StateMerger;
import dev.lastword.merge.Truncation;
import dev.lastword.record.RecordView;

/**
 * Applies the policy in force to a record that was read: what no merge has truncated yet, the read
 * does, by the same kernel.
 */
final class PolicyCut {
  private static final MergerPool MERGERS = new MergerPool();

  private final Policy policy;

  PolicyCut(Policy policy) {
    this.policy = policy;
  }

  /**
   * Leaves {@code view} attached to the truncated record.
   *
   * @param view attached to the whole record
   * @param into takes the truncated record where there was something to cut
   * @return whether there was
   */
  boolean apply(RecordView view, ValueBuffer into) {
    if (!Truncation.needed(view, policy)) {
      return false;
    }
    StateMerger merger = MERGERS.acquire();
    merger.begin(policy, true);
    merger.addExisting(view.address(), view.length());
    int size = Math.toIntExact(merger.plan());
    into.clear(size);
    merger.write(into.address());
    wrap(view, into.address(), size);
    MERGERS.release(merger); // one that threw is not used again
    return true;
  }

  private static void wrap(RecordView view, long address, int size) {
    String problem = view.wrap(address, size);
    if (problem != null) {
      throw new IllegalStateException("truncation wrote a record that cannot be read: " + problem);
    }
  }
}
