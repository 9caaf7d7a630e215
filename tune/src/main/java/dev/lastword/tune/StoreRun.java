// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import dev.lastword.LwwStore;
import dev.lastword.RecordIterator;
import dev.lastword.StoredRecord;
import dev.lastword.merge.Policy;
import dev.lastword.merge.StateMerger;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordFormat;
import dev.lastword.record.RecordView;
import java.util.ArrayList;
import java.util.List;

/** One run over the records of a database: sizes as they are, and as they would be. */
final class StoreRun {

  private static final long REPORT_EVERY = 1000;

  private final Tuner.Builder options;
  private final StateMerger merger = new StateMerger();
  private final RecordView stored = new RecordView();
  private final RecordView view = new RecordView();
  private final Spreader entries = new Spreader();
  private final Spreader live = new Spreader();
  private final Tally asIs = new Tally();
  private final Tally page = new Tally();
  private long adds;
  private long deletes;

  StoreRun(Tuner.Builder options) {
    this.options = options;
  }

  TuneResult run(LwwStore store, String name) {
    long begin = System.nanoTime();
    List<Policy> policies = options.candidates == null ? grid(store) : options.candidates;
    List<Tally> tallies = new ArrayList<>();
    policies.forEach(policy -> tallies.add(new Tally()));
    try (RecordIterator records = store.records(new byte[0]);
        NativeBuffer record = new NativeBuffer();
        NativeBuffer result = new NativeBuffer();
        Listing listing = new Listing()) {
      long done = 0;
      while (records.hasNext()) {
        StoredRecord next = records.next();
        byte[] bytes = next.record();
        RawMemory.copyIn(bytes, 0, record.room(bytes.length), bytes.length);
        String fault = stored.wrap(record.address(), bytes.length);
        if (fault == null) {
          measure(record.address(), bytes.length, result, listing, policies, tallies);
        } else {
          options.progress.leftOut(next.key(), fault);
        }
        if (++done % REPORT_EVERY == 0) {
          options.progress.at(TuneProgress.Stage.SIMULATE, done, 0);
        }
      }
    }
    return result(name, store.policy(), policies, tallies, begin);
  }

  private List<Policy> grid(LwwStore store) {
    Spreader addsOf = new Spreader();
    Spreader deletesOf = new Spreader();
    store.summarize(set -> {
      addsOf.add(set.adds());
      deletesOf.add(set.deletes());
    });
    return Candidates.grid(addsOf, deletesOf, new LateWatch(), options.page, options.overflows);
  }

  private void measure(
      long record,
      long length,
      NativeBuffer result,
      Listing listing,
      List<Policy> policies,
      List<Tally> tallies) {
    asIs.record(stored);
    entries.add(stored.entries());
    live.add(stored.count(RecordFormat.LIVE));
    adds += stored.adds();
    deletes += stored.deletes();
    for (int i = 0; i < policies.size(); i++) {
      merger.begin(policies.get(i), true);
      merger.addExisting(record, length);
      write(result);
      tallies.get(i).record(view);
    }
    listing.fill(stored, options.page);
    if (listing.size() == 0) {
      page.bytes.add(0);
      return;
    }
    merger.begin(Policy.unbounded(), true);
    for (int i = 0; i < listing.size(); i++) {
      merger.addOperand(listing.operand(i), listing.operandLength(i));
    }
    write(result);
    page.record(view);
  }

  private void write(NativeBuffer result) {
    long length = merger.plan();
    merger.write(result.room(length + RawMemory.SLACK));
    String fault = view.wrap(result.address(), length);
    if (fault != null) {
      throw new IllegalStateException("the merge wrote a record that cannot be read: " + fault);
    }
  }

  private TuneResult result(
      String name, Policy inForce, List<Policy> policies, List<Tally> tallies, long begin) {
    List<CandidateResult> candidates = new ArrayList<>();
    for (int i = 0; i < policies.size(); i++) {
      candidates.add(tallies.get(i).sizesOnly(policies.get(i)));
    }
    Judge judge = new Judge(options.targets);
    CandidateResult everything = asIs.sizesOnly(inForce);
    List<CandidateResult> judged = judge.judge(candidates);
    Spread perSet = entries.spread();
    TuneInput input =
        new TuneInput(
            TuneInput.Kind.DATABASE, name, perSet.count(), adds, deletes, 0, perSet, live.spread());
    return new TuneResult(
        input,
        options.settings(options.candidates == null),
        options.targets,
        null,
        everything.judged(null, judge.meets(everything)),
        page.sizes(),
        judged,
        new Advice(options.targets, everything, judged).recommendation(),
        perSet.count() * policies.size(),
        System.nanoTime() - begin,
        1);
  }
}
