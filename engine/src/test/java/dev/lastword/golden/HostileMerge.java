// SPDX-License-Identifier: Apache-2.0
package dev.lastword.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lastword.merge.Kernel;
import dev.lastword.merge.KernelStateMachine;
import dev.lastword.model.Bytes;
import dev.lastword.model.ModelMerge;
import dev.lastword.model.ModelPolicy;
import dev.lastword.model.ModelState;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A merge described by arbitrary bytes: a first byte that says which policy and which kind of
 * merge, then the inputs, each as two bytes of length (big-endian, cut to what is left) and that
 * many bytes. The first input is the base value.
 *
 * <p>Where all inputs are canonical records or cannot be read at all, the result must be that of
 * the model; in any case it must be readable.
 */
final class HostileMerge implements AutoCloseable {

  private static final int MOST_INPUTS = 24;
  private static final List<ModelPolicy> POLICIES =
      List.of(
          ModelPolicy.forget(),
          ModelPolicy.forget().maxAdds(2),
          ModelPolicy.forget().maxDeletes(1),
          ModelPolicy.forget().maxAdds(4).maxDeletes(3).window(10),
          ModelPolicy.keep(),
          ModelPolicy.keep().maxAdds(2),
          ModelPolicy.keep().maxDeletes(1),
          ModelPolicy.keep().maxAdds(4).maxDeletes(3).window(10));
  private static final int FULL = 0x08;

  private final Hostile hostile = new Hostile();
  private final Kernel kernel = new Kernel();
  private final KernelStateMachine machine = new KernelStateMachine();

  void exercise(byte[] bytes) {
    if (bytes.length == 0) {
      return;
    }
    ModelPolicy policy = POLICIES.get(bytes[0] & 7);
    boolean full = (bytes[0] & FULL) != 0;
    List<byte[]> inputs = inputs(ByteBuffer.wrap(bytes, 1, bytes.length - 1));
    byte[] base = full && !inputs.isEmpty() ? inputs.removeFirst() : null;
    byte[] result = kernel.merge(KernelStateMachine.policy(policy), full, base, inputs);
    hostile.sound(result);
    ModelState expected = expected(policy, full, base, inputs);
    if (expected != null) {
      assertEquals(expected, machine.decode(result));
    }
  }

  /** Returns the model's answer; null where an input is doubtful. */
  private @Nullable ModelState expected(
      ModelPolicy policy, boolean full, byte @Nullable [] base, List<byte[]> inputs) {
    ModelState existing = base == null ? null : state(base, true);
    if (base != null && existing == null) {
      return null;
    }
    List<ModelState> operands = new ArrayList<>();
    for (byte[] input : inputs) {
      ModelState operand = state(input, false);
      if (operand == null) {
        return null;
      }
      operands.add(operand);
    }
    return full
        ? ModelMerge.fullMerge(policy, existing, operands)
        : ModelMerge.partialMerge(policy, operands);
  }

  private @Nullable ModelState state(byte[] input, boolean base) {
    return switch (hostile.kind(input, base)) {
      case CANONICAL -> machine.decode(input);
      case UNREADABLE -> ModelState.quarantined(Bytes.of(input));
      case DOUBTFUL -> null;
    };
  }

  private static List<byte[]> inputs(ByteBuffer bytes) {
    List<byte[]> inputs = new ArrayList<>();
    while (bytes.remaining() >= Short.BYTES && inputs.size() < MOST_INPUTS) {
      byte[] input = new byte[Math.min(bytes.getShort() & 0xFFFF, bytes.remaining())];
      bytes.get(input);
      inputs.add(input);
    }
    return inputs;
  }

  @Override
  public void close() {
    hostile.close();
    kernel.close();
    machine.close();
  }
}
