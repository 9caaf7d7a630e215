// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import dev.lastword.model.Gen;
import dev.lastword.model.ModelPolicy;
import dev.lastword.model.Op;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The inputs of a full merge, made of random operations in random order. */
final class MergeCase {
  private final Gen gen;
  private final Kernel kernel;
  private final KernelStateMachine machine;

  final Policy policy;
  final byte @Nullable [] existing;
  final List<byte[]> operands;

  MergeCase(Gen gen, ModelPolicy model, List<Op> ops, Kernel kernel, KernelStateMachine machine) {
    this.gen = gen;
    this.kernel = kernel;
    this.machine = machine;
    policy = KernelStateMachine.policy(model);
    List<Op> shuffled = gen.shuffled(ops);
    int stored = gen.chance(30) ? 0 : gen.below(ops.size() + 1);
    existing =
        stored == 0 ? null : kernel.merge(policy, true, null, encoded(shuffled.subList(0, stored)));
    operands = operands(shuffled.subList(stored, ops.size()));
  }

  /** Returns a member of three bytes; members are ordered as their numbers are. */
  static byte[] member(int number) {
    return new byte[] {(byte) (number >> 16), (byte) (number >> 8), (byte) number};
  }

  /** Some merged already, in twos to tens, some not, and now and then one that cannot be read. */
  private List<byte[]> operands(List<Op> ops) {
    List<byte[]> made = new ArrayList<>();
    int merged = gen.chance(50) ? 0 : 10;
    for (int i = 0; i < ops.size(); ) {
      int count = gen.chance(merged) ? Math.min(ops.size() - i, 2 + gen.below(9)) : 1;
      List<byte[]> next = encoded(ops.subList(i, i + count));
      made.add(count == 1 ? next.getFirst() : kernel.merge(policy, false, null, next));
      i += count;
    }
    if (gen.chance(10)) {
      made.add(gen.below(made.size() + 1), gen.pick(machine.malformed()));
    }
    return made;
  }

  private List<byte[]> encoded(List<Op> ops) {
    return ops.stream().map(machine::encode).toList();
  }
}
