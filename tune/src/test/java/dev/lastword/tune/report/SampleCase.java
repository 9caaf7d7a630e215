// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

import static dev.lastword.tune.report.Samples.READS;

import dev.lastword.merge.Policy;
import dev.lastword.tune.CandidateResult;
import dev.lastword.tune.Lateness;
import dev.lastword.tune.Lateness.Coverage;
import dev.lastword.tune.Recommendation;
import dev.lastword.tune.Spread;
import dev.lastword.tune.Spread.Bucket;
import dev.lastword.tune.TuneInput;
import dev.lastword.tune.TuneInput.Kind;
import dev.lastword.tune.TuneResult;
import java.util.ArrayList;
import java.util.List;

/** Results that a page must cope with. */
enum SampleCase {
  ORDINARY,
  DATABASE,
  SINGLE,
  MANY,
  ALL_EXACT,
  NONE_MEETS,
  HUGE,
  EMPTY,
  NO_OPERATIONS,
  HOSTILE;

  static final String HOSTILE_NAME =
      "</title><img src=x onerror=\"a('b')\">&amp;]]>\0 \ud83d\ude00";

  TuneResult result() {
    TuneInput input = Samples.input("feeds.tsv.gz");
    Lateness lateness = Samples.lateness();
    return switch (this) {
      case ORDINARY -> Samples.ordinary();
      case DATABASE -> database();
      case SINGLE -> {
        CandidateResult only = Samples.candidate(policy(7), 500_000, READS, null);
        yield Samples.result(input, lateness, List.of(only), Samples.recommended(only));
      }
      case MANY -> Samples.result(input, lateness, grid(200, READS), Samples.none());
      case ALL_EXACT -> {
        List<CandidateResult> grid = grid(12, 0);
        yield Samples.result(input, lateness, grid, Samples.recommended(grid.getFirst()));
      }
      case NONE_MEETS -> Samples.result(input, lateness, grid(12, READS * 200), Samples.none());
      case HUGE -> huge();
      case EMPTY -> Samples.result(nothing(), lateness(0), List.of(), Samples.none());
      case NO_OPERATIONS -> {
        CandidateResult only = Samples.candidate(policy(7), 0, READS, null);
        yield Samples.result(nothing(), lateness(0), List.of(only), Samples.recommended(only));
      }
      case HOSTILE ->
          Samples.result(
              Samples.input(HOSTILE_NAME),
              lateness,
              grid(3, 0),
              new Recommendation(
                  null, null, List.of(HOSTILE_NAME.replace('\0', ' ')), "<b>", "\"&'"));
    };
  }

  private static Policy policy(int number) {
    return Policy.forget().maxAdds(10L + number);
  }

  /** The cheaper, the more reads are wrong; the first are wrong in {@code wrong} / 400. */
  private static List<CandidateResult> grid(int size, long wrong) {
    List<CandidateResult> grid = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      long missed = Math.min(READS, wrong / (400L * (i + 1)));
      grid.add(Samples.candidate(policy(i), 100_000 + 4_000L * i, READS - missed, null));
    }
    return grid;
  }

  private static TuneResult database() {
    List<CandidateResult> grid =
        Samples.ordinary().candidates().stream()
            .map(each ->
                new CandidateResult(
                    each.policy(),
                    each.sizes(),
                    null,
                    null,
                    null,
                    each.dominatedBy(),
                    each.sizes().bytes() <= 900_000))
            .toList();
    TuneInput log = Samples.input("/data/feeds");
    TuneInput input =
        new TuneInput(
            Kind.DATABASE, log.name(), log.sets(), 9_000, 600, 0, log.setSize(), log.live());
    TuneResult logs = Samples.result(input, null, grid, Samples.recommended(grid.getFirst()));
    CandidateResult all = logs.untruncated();
    return new TuneResult(
        input,
        logs.settings(),
        logs.targets(),
        null,
        new CandidateResult(all.policy(), all.sizes(), null, null, null, null, true),
        logs.pageOnly(),
        grid,
        logs.recommendation(),
        logs.merges(),
        logs.elapsedNanos(),
        1);
  }

  private static TuneResult huge() {
    long most = Long.MAX_VALUE;
    long power = 1L << 62;
    Spread sizes =
        new Spread(
            most,
            most,
            1,
            most,
            most,
            most,
            List.of(new Bucket(0, 0, most / 2), new Bucket(power, most, most / 2)));
    Lateness lateness =
        new Lateness(
            most,
            most / 2,
            sizes,
            most,
            most,
            most,
            List.of(new Coverage(0, most / 2), new Coverage(most, most)));
    List<CandidateResult> grid = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Policy policy = Policy.keep().window(most - 1 - i).maxAdds(1_000_000_000L + i);
      grid.add(Samples.candidate(policy, most / 2 + i, READS - i, null));
    }
    TuneInput input = new TuneInput(Kind.SYNTHETIC, "huge", most, most / 2, 3, 1, sizes, sizes);
    return Samples.result(input, lateness, grid, Samples.recommended(grid.getFirst()));
  }

  private static TuneInput nothing() {
    return new TuneInput(Kind.LOG, "empty.tsv", 0, 0, 0, 0, Spread.NONE, Spread.NONE);
  }

  private static Lateness lateness(long operations) {
    return new Lateness(operations, 0, Spread.NONE, 0, 0, 0, List.of());
  }
}
