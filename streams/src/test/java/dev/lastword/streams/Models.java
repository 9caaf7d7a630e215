// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import dev.lastword.Entry;
import dev.lastword.SetState;
import dev.lastword.merge.Policy;
import dev.lastword.model.Bytes;
import dev.lastword.model.ModelMerge;
import dev.lastword.model.ModelPolicy;
import dev.lastword.model.ModelState;
import dev.lastword.model.Op;
import dev.lastword.record.Operations;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Between the model and the store. */
final class Models {
  private Models() {}

  static byte[] operand(Op op) {
    byte[] member = op.member().array();
    return switch (op.kind()) {
      case '+' -> Operations.add(member, op.stamp());
      case '-' -> Operations.delete(member, op.stamp());
      default -> Operations.forget(op.stamp(), member);
    };
  }

  static List<byte[]> operands(List<Op> ops) {
    return ops.stream().map(Models::operand).toList();
  }

  static Policy policy(ModelPolicy model) {
    Policy policy = model.overflow() == ModelPolicy.Overflow.KEEP ? Policy.keep() : Policy.forget();
    if (model.maxAdds().isPresent()) {
      policy = policy.maxAdds(model.maxAdds().getAsLong());
    }
    if (model.maxDeletes().isPresent()) {
      policy = policy.maxDeletes(model.maxDeletes().getAsLong());
    }
    return model.window().isPresent() ? policy.window(model.window().getAsLong()) : policy;
  }

  /** What a set remembers of records that were joined, and of operations. */
  static ModelState state(ModelPolicy policy, List<byte[]> records, List<Op> operations) {
    Stream<ModelState> read = records.stream().map(Models::state);
    return ModelMerge.fullMerge(
        policy, null, Stream.concat(read, operations.stream().map(ModelState::of)).toList());
  }

  /** What a record remembers, as the model has it; the empty state where there is none. */
  static ModelState state(byte @Nullable [] record) {
    ModelState.Builder builder = new ModelState.Builder();
    if (record == null || record.length == 0) {
      return builder.build();
    }
    SetState state = SetState.decode(record);
    for (Entry add : state.adds()) {
      builder.add(Bytes.of(add.member()), add.stamp());
    }
    for (Entry delete : state.deletes()) {
      builder.delete(Bytes.of(delete.member()), delete.stamp());
    }
    if (state.horizon() != null) {
      builder.horizon(state.horizon().stamp(), Bytes.of(state.horizon().member()));
    }
    state.quarantined().forEach(blob -> builder.quarantine(Bytes.of(blob)));
    return builder.build();
  }
}
