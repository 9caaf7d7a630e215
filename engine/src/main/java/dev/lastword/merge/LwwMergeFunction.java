// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import dev.lastword.record.RecordFormat;
import dev.lastword.rocksdb.MergeFunction;
import dev.lastword.rocksdb.MergeInput;
import dev.lastword.rocksdb.MergeOutput;

/** Hands RocksDB's merges to the kernel: addresses in, one exactly sized result out. */
final class LwwMergeFunction implements MergeFunction {

  private final Policy policy;
  private final long mostWeight;
  private final MergeLanes lanes;

  LwwMergeFunction(Policy policy, long mostWeight) {
    this.policy = policy;
    this.mostWeight = mostWeight;
    this.lanes = new MergeLanes(mostWeight);
  }

  @Override
  public String name() {
    return policy.operatorName();
  }

  @Override
  public boolean fullMerge(MergeInput in, MergeOutput out) {
    ReadScope reads = ReadScope.ofThread();
    reads.noteOperands(in.operandCount());
    return run(in, out, reads.kind());
  }

  @Override
  public boolean partialMerge(MergeInput in, MergeOutput out) {
    return run(in, out, MergeTally.PARTIAL);
  }

  /** Returns what all lanes have counted. */
  MergeTally.Sum counted() {
    return lanes.sum();
  }

  long mostWeight() {
    return mostWeight;
  }

  private boolean run(MergeInput in, MergeOutput out, int kind) {
    MergeLane lane = lanes.take();
    boolean sound = false;
    try {
      boolean done = run(lane, in, out, kind);
      sound = true;
      return done;
    } finally {
      if (!sound) {
        lane.dropMerger();
      }
      lanes.giveBack(lane);
    }
  }

  private boolean run(MergeLane lane, MergeInput in, MergeOutput out, int kind) {
    int timed = lane.timed(in.existingValueLength(), in.operandCount());
    if (timed == 0) {
      return merge(lane, in, out, kind);
    }
    long start = System.nanoTime();
    boolean done = merge(lane, in, out, kind);
    lane.tally.spent(kind, (System.nanoTime() - start) * timed);
    return done;
  }

  private boolean merge(MergeLane lane, MergeInput in, MergeOutput out, int kind) {
    if (kind == MergeTally.RECORD_READ && answer(lane, in, out)) {
      return true;
    }
    StateMerger merger = lane.merger();
    merger.begin(policy, kind != MergeTally.PARTIAL);
    if (kind != MergeTally.PARTIAL && in.hasExistingValue()) {
      merger.addExisting(in.existingValueAddress(), in.existingValueLength());
    }
    int operands = in.operandCount();
    for (int i = 0; i < operands; i++) {
      merger.addOperand(in.operandAddress(i), in.operandLength(i));
    }
    if (kind == MergeTally.PAGE_READ) {
      merger.keepHead(ReadScope.ofThread().entries());
    }
    long size = write(merger, out);
    count(lane.tally, merger, kind);
    if (size < 0) {
      return false; // a partial merge: RocksDB keeps its inputs
    }
    lane.tally.merged(kind, operands, merger.inputBytes(), size);
    return true;
  }

  /** Answers a read that asks for one member; returns false where only the merge can. */
  private boolean answer(MergeLane lane, MergeInput in, MergeOutput out) {
    ReadScope scope = ReadScope.ofThread();
    MemberMerge merge = lane.memberMerge();
    if (!scope.isForMember() || !isSettled(merge, scope, in)) {
      return false;
    }
    int size = merge.size();
    merge.write(out.reserveAddress(size));
    out.commit(size);
    lane.tally.merged(MergeTally.RECORD_READ, in.operandCount(), merge.bytes(), size);
    return true;
  }

  private boolean isSettled(MemberMerge merge, ReadScope scope, MergeInput in) {
    merge.begin(scope.member(), scope.memberLength());
    boolean readable =
        !in.hasExistingValue()
            || merge.takeStored(in.existingValueAddress(), in.existingValueLength());
    int operands = in.operandCount();
    for (int i = 0; i < operands && readable; i++) {
      readable = merge.takeOperand(in.operandAddress(i), in.operandLength(i));
    }
    return readable && !StateMerger.isHeavy(merge.bytes(), mostWeight) && merge.isSettled(policy);
  }

  /** Returns the result's size, or -1 when it is too large. */
  private static long write(StateMerger merger, MergeOutput out) {
    long size = merger.plan();
    if (size > RecordFormat.MAX_RECORD) {
      return -1;
    }
    merger.write(out.reserveAddress(size));
    out.commit(size);
    return size;
  }

  /** Notes what seldom happens. */
  private static void count(MergeTally tally, StateMerger merger, int kind) {
    if (merger.setAside() > 0) {
      tally.quarantined(merger.setAside());
    }
    if (merger.isShortened()) {
      tally.shortened();
    }
    if (kind == MergeTally.PAGE_READ) {
      if (merger.isCut()) {
        ReadScope.ofThread().noteCut();
      }
      return;
    }
    int refused = merger.refused();
    if (refused > 0) {
      tally.refused(kind, refused);
    }
  }
}
