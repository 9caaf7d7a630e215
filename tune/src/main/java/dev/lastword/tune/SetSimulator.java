// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import dev.lastword.merge.Policy;
import dev.lastword.merge.StateMerger;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordFormat;
import dev.lastword.record.RecordView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives each set's operations to all candidates and to the exact answer, and compares. */
final class SetSimulator implements SetVisitor, AutoCloseable {

  private static final int KEPT_ENTRIES = 4096;
  private static final int KEPT_BYTES = 1 << 20;
  private static final int STAMP = RecordFormat.OPERATION_STAMP;

  private final TuneSettings settings;
  private final List<Candidate> candidates = new ArrayList<>();
  private final Counts counts = new Counts();
  private final StateMerger merger = new StateMerger();
  private final RecordView before = new RecordView();
  private final RecordView after = new RecordView();
  private final Group group;
  private final LossWatch losses;
  private final Listing listing = new Listing();
  private final PageCheck check = new PageCheck(after);
  private NativeBuffer free = new NativeBuffer();

  private ExactSet set = new ExactSet();
  private long keyHash;
  private long operations;

  SetSimulator(TuneSettings settings, List<Policy> policies) {
    this.settings = settings;
    for (Policy policy : policies) {
      candidates.add(new Candidate(policy));
    }
    group = new Group(settings.operandsPerMerge());
    losses = new LossWatch(before, after, group, settings.operandsPerMerge());
  }

  List<Tally> tallies() {
    return candidates.stream().map(candidate -> candidate.tally).toList();
  }

  Counts counts() {
    return counts;
  }

  @Override
  public void begin(long hash) {
    set = new ExactSet();
    keyHash = hash;
    operations = 0;
  }

  @Override
  public void operation(byte[] bytes, int from, int length) {
    int tag = bytes[from];
    long stamp = Bytes.getLong(bytes, from + STAMP);
    int memberAt = from + RecordFormat.OPERATION_HEADER;
    int memberLength = length - RecordFormat.OPERATION_HEADER;
    ExactMember member = null;
    if (tag == RecordFormat.FORGET) {
      set.forget(stamp, bytes, memberAt, memberLength);
    } else {
      counts.late.note(!set.hasNewest(), set.newest(), stamp);
      member = set.apply(tag == RecordFormat.ADD, stamp, bytes, memberAt, memberLength);
    }
    group.add(bytes, from, length, stamp, tag == RecordFormat.ADD, member);
    if (group.isFull()) {
      merge();
    }
    if (isSampled(operations++)) {
      read();
    }
  }

  @Override
  public void end() {
    if (group.size() > 0) {
      merge();
    }
    listing.fill(set, Integer.MAX_VALUE);
    for (Candidate candidate : candidates) {
      finish(candidate);
    }
    counts.sets++;
    counts.setSize.add(operations);
    counts.live.add(set.liveCount());
    measurePage();
    listing.trim(KEPT_ENTRIES);
    free.trim(KEPT_BYTES);
    set = new ExactSet();
  }

  @Override
  public void close() {
    candidates.forEach(Candidate::close);
    group.close();
    listing.close();
    free.close();
  }

  /** By set and number of the operation only, so that every run and candidate has the same. */
  private boolean isSampled(long operation) {
    long draw = KeyHash.mix(KeyHash.mix(settings.seed() ^ keyHash) + operation);
    return Long.remainderUnsigned(draw, settings.readEvery()) == 0;
  }

  private void merge() {
    losses.begin(set);
    for (Candidate candidate : candidates) {
      boolean had = candidate.hasRecord();
      NativeBuffer old = candidate.merge(merger, group, free, before, after);
      losses.merged(candidate.policy, candidate.tally, had, set);
      free = old;
    }
    group.clear();
  }

  private void read() {
    listing.fill(set, settings.page());
    for (Candidate candidate : candidates) {
      if (group.size() > 0) {
        candidate.join(merger, group, free, after);
      } else {
        candidate.view(after);
      }
      comparePage(candidate.tally);
    }
  }

  private void comparePage(Tally tally) {
    check.run(listing, settings.page(), set);
    tally.reads++;
    tally.exact += check.isExact() ? 1 : 0;
    tally.expected += Math.min(listing.size(), settings.page());
    tally.missing += check.missing();
    tally.extra += check.extra();
    tally.dead += check.dead();
  }

  private void finish(Candidate candidate) {
    Tally tally = candidate.tally;
    candidate.view(after);
    tally.record(after);
    comparePage(tally);
    tally.readsAtEnd++;
    tally.exactAtEnd += check.isExact() ? 1 : 0;
    check.run(listing, Integer.MAX_VALUE, set);
    tally.missingAtEnd += check.missing();
    tally.deadAtEnd += check.dead();
    candidate.clear();
  }

  /** The least that a record can be and still answer a page. */
  private void measurePage() {
    int size = Math.min(listing.size(), settings.page());
    merger.begin(Policy.unbounded(), true);
    for (int i = 0; i < size; i++) {
      merger.addOperand(listing.operand(i), listing.operandLength(i));
    }
    if (size == 0) {
      counts.page.bytes.add(0);
      return;
    }
    long length = merger.plan();
    merger.write(free.room(length + RawMemory.SLACK));
    @Nullable String fault = after.wrap(free.address(), length);
    if (fault != null) {
      throw new IllegalStateException("the merge wrote a record that cannot be read: " + fault);
    }
    counts.page.record(after);
  }
}
