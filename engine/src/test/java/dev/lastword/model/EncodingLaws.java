// SPDX-License-Identifier: Apache-2.0
package dev.lastword.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Operand, partial merge, value and replica's copy are one thing: same state, same bytes. */
interface EncodingLaws {
  /** Returns the implementation under test. */
  StateMachine machine();

  @Test
  default void encode_oneOperation_isTheSmallStateItStandsFor() {
    Seeds.forAll(
        100,
        gen -> ModelPolicy.forget(),
        (gen, policy, ops) -> {
          for (Op op : ops) {
            byte[] operand = machine().encode(op);
            Expect.state(machine(), ModelState.of(op), operand);
            Expect.sameBytes(
                machine(), operand, machine().fullMerge(policy, null, List.of(operand)));
          }
        });
  }

  @Test
  default void merge_anything_equalsTheModel() {
    Seeds.forAll(
        300,
        Gen::anyPolicy,
        (gen, policy, ops) -> {
          List<ModelState> states = ops.stream().map(ModelState::of).toList();
          List<byte[]> records = Trees.encode(machine(), ops);
          Expect.state(
              machine(),
              ModelMerge.fullMerge(policy, null, states),
              machine().fullMerge(policy, null, records));
          if (ops.size() > 1) {
            Expect.state(
                machine(),
                ModelMerge.partialMerge(policy, states),
                machine().partialMerge(policy, records));
          }
        });
  }

  @Test
  default void fullMerge_overAValueOfAnotherPolicy_equalsTheModel() {
    Seeds.forAll(
        200,
        Gen::anyPolicy,
        (gen, policy, ops) -> {
          int cut = gen.below(ops.size() + 1);
          List<Op> older = ops.subList(0, cut);
          List<Op> newer = ops.subList(cut, ops.size());
          byte[] base = Trees.atOnce(machine(), gen.anyPolicy(), Trees.encode(machine(), older));
          ModelState expected =
              ModelMerge.fullMerge(
                  policy, machine().decode(base), newer.stream().map(ModelState::of).toList());
          byte[] value = machine().fullMerge(policy, base, Trees.encode(machine(), newer));
          Expect.state(machine(), expected, value);
        });
  }

  @Test
  default void merge_emptyStates_areNeutral() {
    byte[] empty = new byte[0];
    assertArrayEquals(empty, machine().fullMerge(ModelPolicy.forget(), null, List.of()));
    Seeds.forAll(
        100,
        Gen::anyPolicy,
        (gen, policy, ops) -> {
          byte[] value = Trees.atOnce(machine(), policy, Trees.encode(machine(), ops));
          Expect.state(machine(), ModelState.EMPTY, empty);
          Expect.sameBytes(machine(), value, machine().fullMerge(policy, value, List.of()));
          Expect.sameBytes(machine(), value, machine().fullMerge(policy, value, List.of(empty)));
          Expect.sameBytes(machine(), value, machine().fullMerge(policy, empty, List.of(value)));
          Expect.sameBytes(
              machine(), value, machine().fullMerge(policy, null, List.of(empty, value, empty)));
          byte[] partial = machine().partialMerge(policy, List.of(value, empty));
          Expect.sameBytes(machine(), value, machine().fullMerge(policy, null, List.of(partial)));
        });
  }

  @Test
  default void fullMerge_ofAValueWithItself_changesNothing() {
    Seeds.forAll(
        100,
        Gen::anyPolicy,
        (gen, policy, ops) -> {
          byte[] value = Trees.atOnce(machine(), policy, Trees.encode(machine(), ops));
          Expect.sameBytes(machine(), value, machine().fullMerge(policy, value, List.of(value)));
        });
  }
}
