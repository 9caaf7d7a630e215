// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import dev.lastword.record.RecordFormat;
import dev.lastword.rocksdb.MergeFunction;
import dev.lastword.rocksdb.MergeInput;
import dev.lastword.rocksdb.MergeOutput;
import java.util.concurrent.atomic.LongAdder;

/** Hands RocksDB's merges to the kernel: addresses in, one exactly sized result out. */
final class LwwMergeFunction implements MergeFunction {

  private final Policy policy;
  private final long mostWeight;
  private final MergerPool pool;
  private final LongAdder quarantined = new LongAdder();
  private final LongAdder shortened = new LongAdder();

  LwwMergeFunction(Policy policy, long mostWeight) {
    this.policy = policy;
    this.mostWeight = mostWeight;
    this.pool = new MergerPool(mostWeight);
  }

  @Override
  public String name() {
    return policy.operatorName();
  }

  @Override
  public boolean fullMerge(MergeInput in, MergeOutput out) {
    return merge(in, out, true);
  }

  @Override
  public boolean partialMerge(MergeInput in, MergeOutput out) {
    return merge(in, out, false);
  }

  long quarantined() {
    return quarantined.sum();
  }

  long shortened() {
    return shortened.sum();
  }

  long mostWeight() {
    return mostWeight;
  }

  private boolean merge(MergeInput in, MergeOutput out, boolean full) {
    StateMerger merger = pool.acquire();
    merger.begin(policy, full);
    if (full && in.hasExistingValue()) {
      merger.addExisting(in.existingValueAddress(), in.existingValueLength());
    }
    for (int i = 0; i < in.operandCount(); i++) {
      merger.addOperand(in.operandAddress(i), in.operandLength(i));
    }
    boolean done = full ? writeFull(merger, out) : write(merger, out);
    pool.release(merger); // not after an exception: its scratch may be in any state
    return done;
  }

  private boolean writeFull(StateMerger merger, MergeOutput out) {
    HeadReads reads = HeadReads.ofThread();
    if (!reads.isActive()) {
      return write(merger, out);
    }
    merger.keepHead(HeadReads.ENTRIES);
    boolean done = write(merger, out);
    if (merger.isCut()) {
      reads.noteCut();
    }
    return done;
  }

  private boolean write(StateMerger merger, MergeOutput out) {
    long size = merger.plan();
    if (merger.setAside() > 0) {
      quarantined.add(merger.setAside());
    }
    if (merger.isShortened()) {
      shortened.increment();
    }
    if (size > RecordFormat.MAX_RECORD) {
      return false; // a partial merge: RocksDB keeps its inputs
    }
    merger.write(out.reserveAddress(size));
    out.commit(size);
    return true;
  }
}
