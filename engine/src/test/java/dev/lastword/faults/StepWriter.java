// SPDX-License-Identifier: Apache-2.0
package dev.lastword.faults;

import dev.lastword.LwwBatch;
import dev.lastword.LwwStore;
import dev.lastword.SetWriter;
import dev.lastword.merge.KernelStateMachine;
import dev.lastword.model.KeyedOp;
import dev.lastword.model.ModelPolicy;
import dev.lastword.model.Op;
import java.util.List;

/** Carries steps to a store. For one thread. */
final class StepWriter implements AutoCloseable {
  private final LwwStore store;
  private final LwwBatch batch;
  private final KernelStateMachine records = new KernelStateMachine();

  StepWriter(LwwStore store) {
    this.store = store;
    this.batch = store.batch();
  }

  /** Returns when the step is acknowledged. */
  void write(Step step) {
    switch (step.how()) {
      case ONE -> apply(store, step.ops().getFirst());
      case BATCH -> {
        step.ops().forEach(op -> apply(batch, op));
        batch.write();
      }
      case JOIN -> store.join(step.ops().getFirst().key().array(), record(step));
      case FILE -> throw new IllegalArgumentException("files are the maintainer's");
    }
  }

  private byte[] record(Step step) {
    List<byte[]> operands = step.ops().stream().map(op -> records.encode(op.op())).toList();
    return records.partialMerge(ModelPolicy.forget(), operands);
  }

  private static void apply(SetWriter writer, KeyedOp keyed) {
    byte[] key = keyed.key().array();
    Op op = keyed.op();
    byte[] member = op.member().array();
    switch (op.kind()) {
      case '+' -> writer.add(key, member, op.stamp());
      case '-' -> writer.delete(key, member, op.stamp());
      default -> writer.forget(key, op.stamp(), member);
    }
  }

  @Override
  public void close() {
    batch.close();
    records.close();
  }
}
