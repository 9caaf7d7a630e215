// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import dev.lastword.merge.Policy;
import dev.lastword.record.RecordFormat;
import dev.lastword.record.RecordView;

/** What is counted for one candidate; sums only, so that the order of sets changes nothing. */
final class Tally {

  final Spreader bytes = new Spreader();
  final Spreader comebackAge = new Spreader();
  final long[] entries = new long[RecordFormat.GROUPS];

  long reads;
  long exact;
  long readsAtEnd;
  long exactAtEnd;
  long expected;
  long missing;
  long extra;
  long dead;

  long forgotten;
  long refused;
  long refusedLive;
  long missingAtEnd;
  long deadAtEnd;

  long operations;
  long merges;
  long bytesWritten;
  long nanos;

  /** Counts a finished record. */
  void record(RecordView view) {
    bytes.add(view.length());
    for (int group = 0; group < RecordFormat.GROUPS; group++) {
      entries[group] += view.count(group);
    }
  }

  void addAll(Tally other) {
    bytes.addAll(other.bytes);
    comebackAge.addAll(other.comebackAge);
    for (int group = 0; group < RecordFormat.GROUPS; group++) {
      entries[group] += other.entries[group];
    }
    reads += other.reads;
    exact += other.exact;
    readsAtEnd += other.readsAtEnd;
    exactAtEnd += other.exactAtEnd;
    expected += other.expected;
    missing += other.missing;
    extra += other.extra;
    dead += other.dead;
    forgotten += other.forgotten;
    refused += other.refused;
    refusedLive += other.refusedLive;
    missingAtEnd += other.missingAtEnd;
    deadAtEnd += other.deadAtEnd;
    operations += other.operations;
    merges += other.merges;
    bytesWritten += other.bytesWritten;
    nanos += other.nanos;
  }

  Sizes sizes() {
    return new Sizes(
        bytes.spread(),
        entries[RecordFormat.LIVE],
        entries[RecordFormat.TOMBSTONES],
        entries[RecordFormat.BURIED],
        entries[RecordFormat.OUTLIVED]);
  }

  CandidateResult streamed(Policy policy) {
    return new CandidateResult(
        policy,
        sizes(),
        new Exactness(reads, exact, readsAtEnd, exactAtEnd, expected, missing, extra, dead),
        new Losses(
            forgotten,
            refused,
            refusedLive,
            missingAtEnd,
            deadAtEnd,
            comebackAge.count(),
            comebackAge.spread()),
        new Cost(operations, merges, bytesWritten, nanos),
        null,
        false);
  }

  CandidateResult sizesOnly(Policy policy) {
    return new CandidateResult(policy, sizes(), null, null, null, null, false);
  }
}
