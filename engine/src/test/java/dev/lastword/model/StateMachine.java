// SPDX-License-Identifier: Apache-2.0
package dev.lastword.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An implementation of the semantics, as the laws see it: byte strings in, byte strings out. */
public interface StateMachine {
  /** Returns the record that is {@code op}: an operand. */
  byte[] encode(Op op);

  /**
   * Returns the record a stored value becomes. The first operand is the oldest.
   *
   * @param existing the base value, or null where there is none
   * @param operands any number, also none
   */
  byte[] fullMerge(ModelPolicy policy, byte @Nullable [] existing, List<byte[]> operands);

  /**
   * Returns the record that stands for all {@code operands}.
   *
   * @param operands two or more, the oldest first
   */
  byte[] partialMerge(ModelPolicy policy, List<byte[]> operands);

  /**
   * Returns the state that {@code record}, made by this machine, holds.
   *
   * @throws IllegalArgumentException when the record is malformed
   */
  ModelState decode(byte[] record);

  /** Returns byte strings that are no record, distinct, at least three. */
  List<byte[]> malformed();
}
