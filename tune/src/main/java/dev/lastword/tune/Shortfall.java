// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import static dev.lastword.tune.Advice.count;
import static dev.lastword.tune.Advice.percent;
import static dev.lastword.tune.PolicyText.number;
import static dev.lastword.tune.PolicyText.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says, when no candidate meets all targets, which target is in the way and what would meet it. */
final class Shortfall {

  private final Targets targets;
  private final Judge judge;
  private final CandidateResult everything;
  private final List<CandidateResult> candidates;

  Shortfall(
      Targets targets, Judge judge, CandidateResult everything, List<CandidateResult> candidates) {
    this.targets = targets;
    this.judge = judge;
    this.everything = everything;
    this.candidates = candidates;
  }

  Recommendation tell() {
    List<String> words = new ArrayList<>();
    words.add(
        "None of %s meets all targets (%s)."
            .formatted(count(candidates.size(), "candidate"), describe(targets)));
    CandidateResult nearest = explain(words);
    return new Recommendation(null, nearest.policy(), words, "", "");
  }

  static String describe(Targets targets) {
    StringBuilder text =
        new StringBuilder("at least " + percent(targets.exactShare()) + " of page reads exact");
    targets
        .totalBytes()
        .ifPresent(bytes -> text.append(", at most " + number(bytes) + " bytes in total"));
    targets
        .bytesPerSet()
        .ifPresent(bytes -> text.append(", at most " + number(bytes) + " bytes per set"));
    return text.toString();
  }

  /** Adds the reasons and returns the candidate that comes nearest. */
  private CandidateResult explain(List<String> words) {
    for (Target target : Target.values()) {
      if (candidates.stream().noneMatch(candidate -> judge.meets(target, candidate))) {
        CandidateResult nearest = candidates.stream().min(target.nearest()).orElseThrow();
        words.add(
            "The binding target is %s: no candidate meets it; the nearest, %s, has %s."
                .formatted(target.label, words(nearest.policy()), target.figure(nearest)));
        words.add(remedy(nearest, target));
        return nearest;
      }
    }
    return together(words);
  }

  /** Each target can be met, but not all at once: one whose absence would help is binding. */
  private CandidateResult together(List<String> words) {
    for (Target target : List.of(Target.TOTAL, Target.PER_SET, Target.EXACT)) {
      Optional<CandidateResult> without =
          candidates.stream()
              .filter(candidate -> judge.meetsAllBut(target, candidate))
              .min(target.nearest());
      if (without.isPresent()) {
        words.add(
            "Each target is met by some candidate. The binding one is %s: of those that meet the rest, %s comes nearest with %s."
                .formatted(
                    target.label, words(without.get().policy()), target.figure(without.get())));
        words.add("A target of %s would be met.".formatted(target.figure(without.get())));
        addTrade(words, target);
        return without.get();
      }
    }
    words.add("No candidate meets all but one of the targets: each stands in the others' way.");
    return candidates.stream().min(Target.EXACT.nearest()).orElseThrow();
  }

  /** The other way out: what exactness the budget does buy. */
  private void addTrade(List<String> words, Target binding) {
    if (binding == Target.EXACT) {
      return;
    }
    candidates.stream()
        .filter(candidate -> judge.meetsAllBut(Target.EXACT, candidate))
        .min(Target.EXACT.nearest())
        .ifPresent(candidate ->
            words.add(
                "Within the budget the most exact is %s with %s of its reads."
                    .formatted(words(candidate.policy()), Target.EXACT.figure(candidate))));
  }

  private String remedy(CandidateResult nearest, Target target) {
    String would = "A target of %s would be met.".formatted(target.figure(nearest));
    if (target != Target.EXACT) {
      return would + " Smaller records need lower thresholds.";
    }
    return would
        + " Keeping everything is always exact and takes %s bytes; candidates with higher thresholds lie between."
            .formatted(number(everything.sizes().bytes()));
  }
}
