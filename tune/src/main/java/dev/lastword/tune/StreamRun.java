// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import dev.lastword.merge.Policy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One run over a stream of operations. */
final class StreamRun {

  private static final long REPORT_EVERY = 100_000;

  private final Tuner.Builder options;
  private final Workers workers;

  StreamRun(Tuner.Builder options) {
    this.options = options;
    workers = new Workers(options.threads, options.progress);
  }

  TuneResult run(OperationSource source) throws IOException {
    long begin = System.nanoTime();
    try (Spool spool = new Spool(options.sizes, options.temporary)) {
      read(source, spool);
      List<Policy> policies = options.candidates == null ? grid(spool) : options.candidates;
      TuneSettings settings = options.settings(options.candidates == null);
      Measured measured = simulate(spool, policies, settings);
      return result(source, spool, policies, settings, measured, begin);
    }
  }

  private void read(OperationSource source, Spool spool) throws IOException {
    long[] done = new long[1];
    source.read((kind, stamp, key, member) -> {
      spool.operation(kind, stamp, key, member);
      if (++done[0] % REPORT_EVERY == 0) {
        options.progress.at(TuneProgress.Stage.READ, done[0], 0);
      }
    });
  }

  private List<Policy> grid(Spool spool) throws IOException {
    Survey all = new Survey();
    List<Survey> each =
        workers.run(
            spool,
            TuneProgress.Stage.SURVEY,
            walk -> {
              Survey survey = new Survey();
              walk.with(survey);
              return survey;
            });
    each.forEach(all::addAll);
    return Candidates.grid(all.adds, all.deletes, all.late, options.page, options.overflows);
  }

  /** What all threads counted: the reference that truncates nothing first, then the candidates. */
  private record Measured(List<Tally> tallies, Counts counts) {}

  private Measured simulate(Spool spool, List<Policy> candidates, TuneSettings settings)
      throws IOException {
    List<Policy> policies = new ArrayList<>();
    policies.add(Policy.unbounded());
    policies.addAll(candidates);
    List<Measured> each =
        workers.run(
            spool,
            TuneProgress.Stage.SIMULATE,
            walk -> {
              try (SetSimulator simulator = new SetSimulator(settings, policies)) {
                walk.with(simulator);
                return new Measured(simulator.tallies(), simulator.counts());
              }
            });
    Measured sum = each.getFirst();
    for (Measured other : each.subList(1, each.size())) {
      sum.counts.addAll(other.counts);
      for (int i = 0; i < policies.size(); i++) {
        sum.tallies.get(i).addAll(other.tallies.get(i));
      }
    }
    return sum;
  }

  private TuneResult result(
      OperationSource source,
      Spool spool,
      List<Policy> policies,
      TuneSettings settings,
      Measured measured,
      long begin) {
    Counts counts = measured.counts;
    CandidateResult everything = measured.tallies.getFirst().streamed(Policy.unbounded());
    List<CandidateResult> candidates = new ArrayList<>();
    for (int i = 0; i < policies.size(); i++) {
      candidates.add(measured.tallies.get(i + 1).streamed(policies.get(i)));
    }
    Judge judge = new Judge(options.targets);
    List<CandidateResult> judged = judge.judge(candidates);
    TuneInput input =
        new TuneInput(
            source.kind(),
            source.name(),
            counts.sets,
            spool.count(OperationKind.ADD),
            spool.count(OperationKind.DELETE),
            spool.count(OperationKind.FORGET),
            counts.setSize.spread(),
            counts.live.spread());
    return new TuneResult(
        input,
        settings,
        options.targets,
        counts.late.lateness(),
        everything.judged(null, judge.meets(everything)),
        counts.page.sizes(),
        judged,
        new Advice(options.targets, everything, judged).recommendation(),
        measured.tallies.stream().mapToLong(tally -> tally.merges).sum(),
        System.nanoTime() - begin,
        workers.needed(spool));
  }
}
