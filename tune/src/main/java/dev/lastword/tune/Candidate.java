// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import dev.lastword.merge.Policy;
import dev.lastword.merge.StateMerger;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordView;

/** One policy at work on one set: the record as RocksDB would hold it, and what is counted. */
final class Candidate implements AutoCloseable {

  private static final long KEPT_MEMORY = 1 << 20;
  private static final long NO_RECORD = -1;

  final Policy policy;
  final Tally tally = new Tally();
  private NativeBuffer record = new NativeBuffer();
  private long length = NO_RECORD;

  Candidate(Policy policy) {
    this.policy = policy;
  }

  boolean hasRecord() {
    return length != NO_RECORD;
  }

  /** Attaches a view to the record; there must be one. */
  void view(RecordView view) {
    attach(view, record.address(), length);
  }

  /**
   * Does what a read does: joins the record with what waits, and keeps nothing.
   *
   * @param to memory for the result
   */
  void join(StateMerger merger, Group group, NativeBuffer to, RecordView result) {
    long size = plan(merger, group);
    merger.write(to.room(size + RawMemory.SLACK));
    attach(result, to.address(), size);
  }

  /**
   * Does what compaction does: joins the record with what waits into a new record.
   *
   * @param before attached to the record as it was, if there was one
   * @param after attached to the record as it is
   * @return memory that is free once {@code before} is done with
   */
  NativeBuffer merge(
      StateMerger merger, Group group, NativeBuffer to, RecordView before, RecordView after) {
    boolean had = hasRecord();
    long begin = System.nanoTime();
    long size = plan(merger, group);
    merger.write(to.room(size + RawMemory.SLACK));
    tally.nanos += System.nanoTime() - begin;
    tally.merges++;
    tally.operations += group.size();
    tally.bytesWritten += size;
    if (had) {
      view(before);
    }
    NativeBuffer free = record;
    record = to;
    length = size;
    view(after);
    return free;
  }

  /** The set is done with. */
  void clear() {
    length = NO_RECORD;
    record.trim(KEPT_MEMORY);
  }

  @Override
  public void close() {
    record.close();
  }

  private long plan(StateMerger merger, Group group) {
    merger.begin(policy, true);
    if (hasRecord()) {
      merger.addExisting(record.address(), length);
    }
    for (int i = 0; i < group.size(); i++) {
      merger.addOperand(group.address(i), group.length(i));
    }
    return merger.plan();
  }

  private static void attach(RecordView view, long address, long length) {
    String fault = view.wrap(address, length);
    if (fault != null) {
      throw new IllegalStateException("the merge wrote a record that cannot be read: " + fault);
    }
  }
}
