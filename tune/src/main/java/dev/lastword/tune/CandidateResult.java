// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import dev.lastword.merge.Policy;
import org.jspecify.annotations.Nullable;

/**
 * What one policy would do to the sets.
 *
 * @param policy the candidate
 * @param sizes what its records take
 * @param exactness of its pages; null for a database, which knows no order of arrival
 * @param losses over the stream; null for a database
 * @param cost of its merges; null for a database
 * @param dominatedBy the cheapest candidate that is at least as good in bytes, exact reads (of a
 *     database: members kept) and comebacks, and better in one of them or first of equals; null
 *     when there is none
 * @param meetsTargets whether all targets are met
 */
public record CandidateResult(
    Policy policy,
    Sizes sizes,
    @Nullable Exactness exactness,
    @Nullable Losses losses,
    @Nullable Cost cost,
    @Nullable Policy dominatedBy,
    boolean meetsTargets) {

  /** Returns the share of exact reads, 0 to 1; 1 where none was measured. */
  public double exactShare() {
    return exactness == null ? 1 : exactness.share();
  }

  /** Returns how many deleted members came back; 0 where that was not measured. */
  public long comebacks() {
    return losses == null ? 0 : losses.comebacks();
  }

  /** Returns whether another candidate is at least as good in everything. */
  public boolean isDominated() {
    return dominatedBy != null;
  }

  CandidateResult judged(@Nullable Policy better, boolean meets) {
    return new CandidateResult(policy, sizes, exactness, losses, cost, better, meets);
  }

  CandidateResult withoutTimings() {
    Cost fixed = cost == null ? null : cost.withoutTimings();
    return new CandidateResult(policy, sizes, exactness, losses, fixed, dominatedBy, meetsTargets);
  }
}
