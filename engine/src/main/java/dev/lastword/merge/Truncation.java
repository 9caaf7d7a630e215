// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static dev.lastword.record.RecordFormat.BURIED;
import static dev.lastword.record.RecordFormat.LIVE;
import static dev.lastword.record.RecordFormat.OUTLIVED;
import static dev.lastword.record.RecordFormat.TOMBSTONES;

import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordView;

/**
 * Applies a policy's thresholds to the plans of the four groups.
 *
 * <p>Every group is ordered newest first, so truncation only ever takes entries off the ends.
 * FORGET raises the horizon to the newest entry that has to go and then drops all that lies at or
 * below it, in every group; that makes the result a function of the operations alone, in whatever
 * order they were merged (the join of a semilattice with a closure on top; Shapiro et al.,
 * "Conflict-free Replicated Data Types", 2011).
 */
public final class Truncation {

  private Truncation() {}

  /**
   * Returns whether applying a policy would change a record, so that a reader or a sweep has to run
   * the merge.
   *
   * @param view a record attached whole
   */
  public static boolean needed(RecordView view, Policy policy) {
    if (neededByCounts(view, policy)) {
      return true;
    }
    if (!policy.boundsAge() || view.entries() == 0) {
      return false;
    }
    long oldestKept = policy.oldestKept(view.newestStamp());
    if (policy.overflow() == Policy.Overflow.FORGET) {
      return !view.hasHorizon() || view.horizonStamp() < oldestKept;
    }
    int tombstones = view.count(TOMBSTONES);
    return tombstones > 0 && view.stamp(TOMBSTONES, tombstones - 1) < oldestKept;
  }

  /**
   * Returns whether a record's counts alone call for the merge. Where they do not, the visible
   * members are the live entries no older than {@link #oldestVisible}.
   *
   * @param view a record attached whole or by its head
   */
  public static boolean neededByCounts(RecordView view, Policy policy) {
    boolean keep = policy.overflow() == Policy.Overflow.KEEP;
    if (keep && view.count(BURIED) + view.count(OUTLIVED) > 0) {
      return true;
    }
    return (policy.boundsAdds() && view.adds() > policy.addsBound())
        || (policy.boundsDeletes() && view.deletes() > policy.deletesBound());
  }

  /**
   * Returns the oldest stamp that a visible member may have under a policy's window; Long.MIN_VALUE
   * without one.
   *
   * @param view a record attached whole or by its head
   */
  public static long oldestVisible(RecordView view, Policy policy) {
    boolean applies = policy.boundsAge() && policy.overflow() == Policy.Overflow.FORGET;
    return applies ? policy.oldestKept(view.newestStamp()) : Long.MIN_VALUE;
  }

  static void forget(GroupPlan[] plans, Policy policy, Horizon horizon) {
    // Before truncation, which may take the newest entry too.
    boolean aged = policy.boundsAge() && isAny(plans);
    long newest = aged ? newest(plans) : 0;
    if (policy.boundsAdds()) {
      bound(plans[LIVE], plans[BURIED], policy.addsBound(), horizon);
    }
    if (policy.boundsDeletes()) {
      bound(plans[TOMBSTONES], plans[OUTLIVED], policy.deletesBound(), horizon);
    }
    if (aged) {
      horizon.raise(policy.oldestKept(newest), 0, 0);
    }
    if (horizon.isPresent()) {
      for (GroupPlan plan : plans) {
        dropForgotten(plan, horizon);
      }
    }
  }

  static void keep(GroupPlan[] plans, Policy policy) {
    GroupPlan tombstones = plans[TOMBSTONES];
    long oldestKept =
        policy.boundsAge() && isAny(plans) ? policy.oldestKept(newest(plans)) : Long.MIN_VALUE;
    if (policy.boundsAdds()) {
      shorten(plans[LIVE], policy.addsBound());
    }
    if (policy.boundsDeletes()) {
      shorten(tombstones, policy.deletesBound());
    }
    while (tombstones.size() > 0 && tombstones.lastStamp() < oldestKept) {
      tombstones.pop();
    }
  }

  /** Has the horizon rise until the entries weigh {@code excess} bytes less. */
  static void lighten(GroupPlan[] plans, long excess, Horizon horizon) {
    long left = excess;
    while (left > 0 && isAny(plans)) {
      GroupPlan oldest = older(older(plans[0], plans[1]), older(plans[2], plans[3]));
      left -= RecordWeight.ENTRY + oldest.lastMemberLength();
      if (left <= 0) {
        horizon.raise(oldest.lastStamp(), oldest.lastMember(), oldest.lastMemberLength());
      }
      oldest.pop();
    }
    for (GroupPlan plan : plans) {
      dropForgotten(plan, horizon); // an add and a delete may share a position
    }
  }

  private static void shorten(GroupPlan plan, long bound) {
    if (plan.size() > bound) {
      plan.pop((int) (plan.size() - bound));
    }
  }

  /**
   * Takes the oldest entries of two groups off until no more than {@code bound} and one are left,
   * and raises the horizon to the one too many, which is dropped with all that lies below.
   */
  private static void bound(GroupPlan first, GroupPlan second, long bound, Horizon horizon) {
    long excess = (long) first.size() + second.size() - bound;
    while (excess > 1) {
      GroupPlan oldest = older(first, second);
      GroupPlan other = oldest == first ? second : first;
      int most = (int) (excess - 1);
      if (other.size() == 0) {
        oldest.pop(most);
        excess = 1;
      } else {
        excess -= oldest.popBelow(other.lastStamp(), most);
      }
    }
    if (excess == 1) {
      GroupPlan plan = older(first, second);
      horizon.raise(plan.lastStamp(), plan.lastMember(), plan.lastMemberLength());
    }
  }

  private static GroupPlan older(GroupPlan first, GroupPlan second) {
    if (first.size() == 0 || second.size() == 0) {
      return first.size() == 0 ? second : first;
    }
    long a = first.lastStamp();
    long b = second.lastStamp();
    if (a != b) {
      return a < b ? first : second;
    }
    int order =
        RawMemory.compare(
            first.lastMember(),
            first.lastMemberLength(),
            second.lastMember(),
            second.lastMemberLength());
    return order < 0 ? first : second;
  }

  private static void dropForgotten(GroupPlan plan, Horizon horizon) {
    while (plan.size() > 0 && plan.lastStamp() <= horizon.stamp()) {
      // Where a member lies costs a sum of lengths, so it is asked for only where the stamp does
      // not decide.
      if (plan.lastStamp() == horizon.stamp()
          && !horizon.excludes(plan.lastStamp(), plan.lastMember(), plan.lastMemberLength())) {
        return;
      }
      plan.pop();
    }
  }

  private static boolean isAny(GroupPlan[] plans) {
    for (GroupPlan plan : plans) {
      if (plan.size() > 0) {
        return true;
      }
    }
    return false;
  }

  private static long newest(GroupPlan[] plans) {
    long newest = Long.MIN_VALUE;
    for (GroupPlan plan : plans) {
      if (plan.size() > 0) {
        newest = Math.max(newest, plan.firstStamp());
      }
    }
    return newest;
  }
}
