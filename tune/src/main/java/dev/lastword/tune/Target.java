// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import java.util.Comparator;

/** One of the things that {@link Targets} ask for. */
enum Target {
  EXACT("exact reads"),
  TOTAL("the budget in total"),
  PER_SET("the budget per set");

  final String label;

  Target(String label) {
    this.label = label;
  }

  /** Those that come nearest to it first. */
  Comparator<CandidateResult> nearest() {
    return Comparator.comparingLong(this::distance).thenComparing(Judge.BY_BYTES);
  }

  /** What a candidate reaches, in words. */
  String figure(CandidateResult candidate) {
    return this == EXACT
        ? Advice.percent(candidate.exactShare())
        : PolicyText.number(distance(candidate)) + " bytes";
  }

  private long distance(CandidateResult candidate) {
    return switch (this) {
      case EXACT -> Judge.inexact(candidate);
      case TOTAL -> candidate.sizes().bytes();
      case PER_SET -> candidate.sizes().perSet().max();
    };
  }
}
