// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finished tuning run. Immutable. Everything in it but times depends on the input, the candidates
 * and the settings alone, not on threads or machine: {@link #withoutTimings} compares equal.
 *
 * @param input what was read
 * @param settings how it was measured
 * @param targets what a candidate has to achieve
 * @param lateness of the operations; null for a database
 * @param untruncated the upper bound: the policy FORGET without thresholds, measured like a
 *     candidate. Its reads are always exact. For a database: its records as they are.
 * @param pageOnly the lower bound: records with nothing but each set's newest page of members
 * @param candidates those that meet the targets first, then by bytes, by exact reads and by
 *     comebacks
 * @param recommendation which candidate to take
 * @param merges merges of all candidates and of the reference, by all threads
 * @param elapsedNanos time of the whole run
 * @param threads that did the work
 */
public record TuneResult(
    TuneInput input,
    TuneSettings settings,
    Targets targets,
    @Nullable Lateness lateness,
    CandidateResult untruncated,
    Sizes pageOnly,
    List<CandidateResult> candidates,
    Recommendation recommendation,
    long merges,
    long elapsedNanos,
    int threads) {

  /** Copies the list. */
  public TuneResult {
    candidates = List.copyOf(candidates);
  }

  /** Returns how often an operation was given to a candidate or the reference. */
  public long candidateOperations() {
    return input.operations() * (candidates.size() + 1L);
  }

  /** Returns this result without what differs from run to run: times and threads. */
  public TuneResult withoutTimings() {
    return new TuneResult(
        input,
        settings,
        targets,
        lateness,
        untruncated.withoutTimings(),
        pageOnly,
        candidates.stream().map(CandidateResult::withoutTimings).toList(),
        recommendation,
        merges,
        0,
        0);
  }
}
