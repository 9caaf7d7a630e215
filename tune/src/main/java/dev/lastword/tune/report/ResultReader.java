// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

import dev.lastword.merge.Policy;
import dev.lastword.tune.CandidateResult;
import dev.lastword.tune.Exactness;
import dev.lastword.tune.Lateness;
import dev.lastword.tune.Recommendation;
import dev.lastword.tune.Targets;
import dev.lastword.tune.TuneInput;
import dev.lastword.tune.TuneResult;
import dev.lastword.tune.report.Findings.Answer;
import dev.lastword.tune.report.Findings.Candidate;
import dev.lastword.tune.report.Findings.Covered;
import dev.lastword.tune.report.Findings.Fact;
import dev.lastword.tune.report.Findings.Reference;
import dev.lastword.tune.report.Findings.Timeliness;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes from a result what the page shows. */
final class ResultReader {

  private final TuneResult result;
  private final long untruncated;

  private ResultReader(TuneResult result) {
    this.result = result;
    this.untruncated = result.untruncated().sizes().bytes();
  }

  static Findings findings(TuneResult result) {
    ResultReader reader = new ResultReader(result);
    return new Findings(
        result.input().name(),
        reader.facts(),
        Words.method(result),
        result.targets(),
        reader.answer(),
        reader.candidates(),
        reader.references(),
        Optional.ofNullable(result.lateness()).map(ResultReader::timeliness),
        result.input().live().buckets());
  }

  private List<Fact> facts() {
    TuneInput input = result.input();
    boolean database = input.kind() == TuneInput.Kind.DATABASE;
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact(database ? "entries" : "operations", Text.count(input.operations())));
    facts.add(new Fact("of them deletes", share(input.deletes(), input.operations())));
    if (input.forgets() > 0) {
      facts.add(new Fact("of them forgets", Text.count(input.forgets())));
    }
    facts.add(new Fact("sets", Text.count(input.sets())));
    String most = database ? "most entries in a set" : "most operations on a set";
    facts.add(new Fact(most, Text.count(input.setSize().max())));
    facts.add(new Fact("most members in a set", Text.count(input.live().max())));
    Lateness lateness = result.lateness();
    if (lateness != null) {
      facts.add(new Fact("late operations", share(lateness.late(), lateness.operations())));
    }
    Exactness reads = result.untruncated().exactness();
    if (reads != null) {
      facts.add(new Fact("page reads sampled", Text.count(reads.reads())));
    }
    return facts;
  }

  private static String share(long part, long all) {
    return all == 0 ? "0 %" : Text.percent((double) part / all);
  }

  private Answer answer() {
    Recommendation recommendation = result.recommendation();
    return new Answer(
        number(recommendation.policy()),
        recommendation.words(),
        recommendation.flags(),
        recommendation.java());
  }

  private Optional<Integer> number(@Nullable Policy policy) {
    for (int i = 0; i < result.candidates().size(); i++) {
      if (Objects.equals(result.candidates().get(i).policy(), policy)) {
        return Optional.of(i + 1);
      }
    }
    return Optional.empty();
  }

  private List<Candidate> candidates() {
    List<Candidate> candidates = new ArrayList<>();
    for (CandidateResult each : result.candidates()) {
      candidates.add(candidate(candidates.size() + 1, each));
    }
    return candidates;
  }

  private Candidate candidate(int number, CandidateResult each) {
    return new Candidate(
        number,
        each.policy().toText(),
        each.policy().overflow() == Policy.Overflow.FORGET,
        each.isDominated(),
        misses(each),
        each.sizes().bytes(),
        Optional.ofNullable(each.exactness()).map(Exactness::share),
        Cells.of(each, untruncated));
  }

  private List<String> misses(CandidateResult each) {
    if (each.meetsTargets()) {
      return List.of();
    }
    Targets targets = result.targets();
    List<String> misses = new ArrayList<>();
    if (each.sizes().bytes() > targets.totalBytes().orElse(Long.MAX_VALUE)) {
      misses.add("total bytes");
    }
    if (each.sizes().perSet().max() > targets.bytesPerSet().orElse(Long.MAX_VALUE)) {
      misses.add("bytes per set");
    }
    boolean reads = each.exactness() != null && each.exactShare() < targets.exactShare();
    if (reads || misses.isEmpty()) {
      misses.addFirst("exact reads");
    }
    return misses;
  }

  private List<Reference> references() {
    String page = "newest " + Text.count(result.settings().page()) + " of each set";
    return List.of(
        new Reference(page, result.pageOnly().bytes(), Cells.of(result.pageOnly(), untruncated)),
        new Reference("no truncation", untruncated, Cells.of(result.untruncated(), untruncated)));
  }

  private static Timeliness timeliness(Lateness lateness) {
    double all = lateness.operations();
    List<Covered> curve =
        lateness.curve().stream()
            .map(point -> new Covered(point.window(), point.covered() / all))
            .toList();
    List<Covered> windows =
        List.of(
            new Covered(lateness.window99(), 0.99),
            new Covered(lateness.window999(), 0.999),
            new Covered(lateness.windowAll(), 1));
    boolean any = lateness.operations() > 0;
    return new Timeliness(
        lateness.late(), lateness.operations(), any ? curve : List.of(), any ? windows : List.of());
  }
}
