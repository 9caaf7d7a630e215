// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import static dev.lastword.tune.PolicyText.number;
import static dev.lastword.tune.PolicyText.words;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says which candidate to take, and why. */
final class Advice {

  private final Targets targets;
  private final Judge judge;
  private final CandidateResult everything;
  private final List<CandidateResult> candidates;
  private final boolean measuredReads;

  /**
   * Looks at what was measured.
   *
   * @param everything the reference that truncates nothing
   * @param candidates judged and in order
   */
  Advice(Targets targets, CandidateResult everything, List<CandidateResult> candidates) {
    this.targets = targets;
    this.everything = everything;
    this.candidates = candidates;
    judge = new Judge(targets);
    measuredReads = everything.exactness() != null;
  }

  Recommendation recommendation() {
    if (candidates.isEmpty()) {
      return new Recommendation(null, null, List.of("There are no candidates."), "", "");
    }
    Optional<CandidateResult> best =
        candidates.stream().filter(CandidateResult::meetsTargets).min(order());
    return best.isPresent()
        ? take(best.get())
        : new Shortfall(targets, judge, everything, candidates).tell();
  }

  /** Cheapest first; where no reads were measured, the one that keeps most. */
  private Comparator<CandidateResult> order() {
    return measuredReads
        ? Judge.BY_BYTES
        : Comparator.comparingLong(Judge::inexact).thenComparing(Judge.BY_BYTES);
  }

  private Recommendation take(CandidateResult best) {
    List<String> words = new ArrayList<>();
    words.add(choice(best));
    words.add(size(best));
    if (best.exactness() != null && best.losses() != null) {
      words.add(reads(best.exactness()));
      words.add(history(best.losses()));
    }
    CandidateResult cheaper = nextCheaper(best);
    words.add(whyNotCheaper(cheaper));
    return new Recommendation(
        best.policy(),
        cheaper == null ? null : cheaper.policy(),
        words,
        PolicyText.flags(best.policy()),
        PolicyText.java(best.policy()));
  }

  private String choice(CandidateResult best) {
    if (!measuredReads) {
      return "Take %s: of the %s that fit, it keeps most members. A database knows no order of arrival, so nothing is known of reads, late operations or comebacks; run an operation log to learn that."
          .formatted(
              words(best.policy()),
              count(
                  candidates.stream().filter(CandidateResult::meetsTargets).count(), "candidate"));
    }
    return "Take %s: the cheapest of %s that meets the targets (%s)."
        .formatted(
            words(best.policy()),
            count(candidates.size(), "candidate"),
            Shortfall.describe(targets));
  }

  private String size(CandidateResult best) {
    long all = everything.sizes().bytes();
    return "It takes %s bytes, %s of the %s that keeping everything takes; its largest record has %s bytes."
        .formatted(
            number(best.sizes().bytes()),
            percent(all == 0 ? 1 : (double) best.sizes().bytes() / all),
            number(all),
            number(best.sizes().perSet().max()));
  }

  private static String reads(Exactness exactness) {
    String exact =
        "%s of %s were exact (%s)"
            .formatted(
                number(exactness.exact()),
                count(exactness.reads(), "page read"),
                percent(exactness.share()));
    if (exactness.exact() == exactness.reads()) {
      return exact + ".";
    }
    return "%s; the others missed %s and showed %s that should not have been there, %s of them deleted."
        .formatted(
            exact,
            count(exactness.missing(), "member"),
            number(exactness.extra()),
            number(exactness.dead()));
  }

  private static String history(Losses losses) {
    String lost =
        "Its merges dropped %s of members still in their set and refused %s (%s of them adds that should show); at the end %s of the sets are missing."
            .formatted(
                count(losses.forgotten(), "add"),
                count(losses.refused(), "late operation"),
                number(losses.refusedLive()),
                count(losses.missingAtEnd(), "member"));
    return losses.comebacks() == 0
        ? lost + " No deleted member came back."
        : lost
            + " Deleted members came back %s, half of them no more than %s after the delete."
                .formatted(count(losses.comebacks(), "time"), number(losses.comebackAge().p50()));
  }

  private @Nullable CandidateResult nextCheaper(CandidateResult best) {
    return candidates.stream()
        .filter(other -> !other.meetsTargets() || !measuredReads)
        .filter(other -> other.sizes().bytes() < best.sizes().bytes())
        .max(Judge.BY_BYTES)
        .orElse(null);
  }

  private String whyNotCheaper(@Nullable CandidateResult cheaper) {
    if (cheaper == null) {
      return "No candidate is cheaper.";
    }
    return "The next cheaper one, %s, takes %s bytes, but %s."
        .formatted(words(cheaper.policy()), number(cheaper.sizes().bytes()), fault(cheaper));
  }

  private String fault(CandidateResult cheaper) {
    if (!judge.meets(Target.EXACT, cheaper)) {
      return "only %s of its page reads are exact; the target is %s"
          .formatted(percent(cheaper.exactShare()), percent(targets.exactShare()));
    }
    if (!judge.meets(Target.PER_SET, cheaper)) {
      return "its largest record has %s bytes; the target is %s"
          .formatted(
              number(cheaper.sizes().perSet().max()),
              number(targets.bytesPerSet().orElse(Long.MAX_VALUE)));
    }
    return "keeps %s instead of %s"
        .formatted(count(cheaper.sizes().live(), "member"), number(everything.sizes().live()));
  }

  static String count(long value, String what) {
    return number(value) + " " + what + (value == 1 ? "" : "s");
  }

  /** Never rounds up to a share that was not reached. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", Math.floor(share * 10_000 + 1e-9) / 100);
  }
}
