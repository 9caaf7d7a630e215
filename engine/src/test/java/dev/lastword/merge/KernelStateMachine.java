// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import dev.lastword.model.Bytes;
import dev.lastword.model.ModelPolicy;
import dev.lastword.model.ModelState;
import dev.lastword.model.Op;
import dev.lastword.model.StateMachine;
import dev.lastword.record.Operations;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordCheck;
import dev.lastword.record.RecordFormat;
import dev.lastword.record.RecordView;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The production kernel and format, as the laws see them. Every result is also checked to be
 * canonical.
 */
public final class KernelStateMachine implements StateMachine, AutoCloseable {

  private final Kernel kernel = new Kernel();
  private final RecordView view = new RecordView();

  @Override
  public byte[] encode(Op op) {
    byte[] member = op.member().array();
    return switch (op.kind()) {
      case '+' -> Operations.add(member, op.stamp());
      case '-' -> Operations.delete(member, op.stamp());
      default -> Operations.forget(op.stamp(), member);
    };
  }

  @Override
  public byte[] fullMerge(ModelPolicy policy, byte @Nullable [] existing, List<byte[]> operands) {
    return checked(kernel.merge(policy(policy), true, existing, operands));
  }

  @Override
  public byte[] partialMerge(ModelPolicy policy, List<byte[]> operands) {
    return checked(kernel.merge(policy(policy), false, null, operands));
  }

  @Override
  public ModelState decode(byte[] record) {
    String problem = kernel.wrap(view, record);
    if (problem == null) {
      problem = RecordCheck.checkDeep(view);
    }
    if (problem != null) {
      throw new IllegalArgumentException(problem);
    }
    ModelState.Builder state = new ModelState.Builder();
    for (int group = 0; group < RecordFormat.GROUPS; group++) {
      boolean adds = group == RecordFormat.LIVE || group == RecordFormat.BURIED;
      Kernel.forEach(
          view,
          group,
          (member, stamp) -> {
            Bytes bytes = Bytes.of(member);
            if (adds) {
              state.add(bytes, stamp);
            } else {
              state.delete(bytes, stamp);
            }
          });
    }
    horizonAndQuarantine(state);
    return state.build();
  }

  @Override
  public List<byte[]> malformed() {
    return List.of(
        new byte[] {0x11},
        "not a record".getBytes(StandardCharsets.UTF_8),
        new byte[] {0x20, 1, 2, 3},
        new byte[] {0x11, 1, 0, 0, 0, 0, 0, 0, 0},
        new byte[] {0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
  }

  /** Returns the production form of a policy. */
  public static Policy policy(ModelPolicy model) {
    Policy policy =
        model.overflow() == ModelPolicy.Overflow.FORGET ? Policy.forget() : Policy.keep();
    if (model.maxAdds().isPresent()) {
      policy = policy.maxAdds(model.maxAdds().getAsLong());
    }
    if (model.maxDeletes().isPresent()) {
      policy = policy.maxDeletes(model.maxDeletes().getAsLong());
    }
    return model.window().isPresent() ? policy.window(model.window().getAsLong()) : policy;
  }

  private byte[] checked(byte[] record) {
    String problem = kernel.wrap(view, record);
    if (problem == null) {
      problem = RecordCheck.checkDeep(view);
    }
    if (problem != null) {
      throw new AssertionError("the kernel wrote a record with " + problem);
    }
    return record;
  }

  private void horizonAndQuarantine(ModelState.Builder state) {
    if (view.hasHorizon()) {
      state.horizon(
          view.horizonStamp(), bytes(view.horizonMemberAddress(), view.horizonMemberLength()));
    }
    long at = view.quarantineAddress();
    for (int i = 0; i < view.quarantineCount(); i++) {
      int length = (int) RawMemory.getU32(at);
      state.quarantine(bytes(at + Integer.BYTES, length));
      at += Integer.BYTES + length;
    }
  }

  private static Bytes bytes(long address, int length) {
    byte[] bytes = new byte[length];
    RawMemory.copyOut(address, bytes, 0, length);
    return Bytes.of(bytes);
  }

  @Override
  public void close() {
    kernel.close();
  }
}
