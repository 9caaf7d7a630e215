// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import dev.lastword.merge.Policy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells which candidates meet the targets and which others are better than, and orders them. */
final class Judge {

  /** Cheapest first; of equal bytes the more exact, then the one that FORGET makes safe. */
  static final Comparator<CandidateResult> BY_BYTES =
      Comparator.<CandidateResult>comparingLong(candidate -> candidate.sizes().bytes())
          .thenComparingLong(Judge::inexact)
          .thenComparingLong(CandidateResult::comebacks)
          .thenComparing(candidate -> candidate.policy().overflow())
          .thenComparing(candidate -> candidate.policy().operatorName());

  private final Targets targets;

  Judge(Targets targets) {
    this.targets = targets;
  }

  List<CandidateResult> judge(List<CandidateResult> measured) {
    List<CandidateResult> judged = new ArrayList<>();
    for (CandidateResult candidate : measured) {
      judged.add(candidate.judged(better(candidate, measured), meets(candidate)));
    }
    judged.sort(
        Comparator.comparing(CandidateResult::meetsTargets).reversed().thenComparing(BY_BYTES));
    return judged;
  }

  boolean meets(CandidateResult candidate) {
    for (Target target : Target.values()) {
      if (!meets(target, candidate)) {
        return false;
      }
    }
    return true;
  }

  boolean meetsAllBut(Target left, CandidateResult candidate) {
    for (Target target : Target.values()) {
      if (target != left && !meets(target, candidate)) {
        return false;
      }
    }
    return true;
  }

  boolean meets(Target target, CandidateResult candidate) {
    Sizes sizes = candidate.sizes();
    Exactness exactness = candidate.exactness();
    return switch (target) {
      case EXACT ->
          exactness == null || exactness.exact() >= targets.exactShare() * exactness.reads();
      case TOTAL -> sizes.bytes() <= targets.totalBytes().orElse(Long.MAX_VALUE);
      case PER_SET -> sizes.perSet().max() <= targets.bytesPerSet().orElse(Long.MAX_VALUE);
    };
  }

  /** The cheapest candidate that dominates another; null when none does. */
  private static @Nullable Policy better(CandidateResult than, List<CandidateResult> all) {
    return all.stream()
        .filter(other -> dominates(other, than))
        .min(BY_BYTES)
        .map(CandidateResult::policy)
        .orElse(null);
  }

  static boolean dominates(CandidateResult a, CandidateResult b) {
    long bytes = Long.compare(a.sizes().bytes(), b.sizes().bytes());
    long reads = Long.compare(inexact(a), inexact(b));
    long comebacks = Long.compare(a.comebacks(), b.comebacks());
    if (bytes == 0 && reads == 0 && comebacks == 0) {
      return BY_BYTES.compare(a, b) < 0;
    }
    return bytes <= 0 && reads <= 0 && comebacks <= 0;
  }

  /** Reads that were not exact; of a database, where there were none, fewer for members kept. */
  static long inexact(CandidateResult candidate) {
    Exactness exactness = candidate.exactness();
    return exactness == null ? -candidate.sizes().live() : exactness.reads() - exactness.exact();
  }
}
