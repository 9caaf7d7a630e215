// SPDX-License-Identifier: Apache-2.0
package dev.lastword.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bytes that nobody can read are carried along, and the rest merges as if they were not there. */
interface QuarantineLaws {
  /** Returns the implementation under test. */
  StateMachine machine();

  @Test
  default void decode_malformed_isRefused() {
    for (byte[] blob : machine().malformed()) {
      assertThrows(
          IllegalArgumentException.class, () -> machine().decode(blob), Bytes.of(blob)::toString);
    }
  }

  @Test
  default void fullMerge_malformedOperands_areKeptAndTheRestMerges() {
    Seeds.forAll(
        100,
        Gen::anyPolicy,
        (gen, policy, ops) -> {
          List<byte[]> blobs = blobs(gen);
          List<byte[]> records = mixed(ops, blobs);
          byte[] value = Trees.atOnce(machine(), policy, gen.repeated(records));
          Expect.state(machine(), expected(policy, ops, blobs), value);
        });
  }

  @Test
  default void fullMerge_malformedBaseValue_isKeptAndTheRestMerges() {
    Seeds.forAll(
        100,
        Gen::anyPolicy,
        (gen, policy, ops) -> {
          byte[] blob = gen.pick(machine().malformed());
          byte[] value = machine().fullMerge(policy, blob, Trees.encode(machine(), ops));
          Expect.state(machine(), expected(policy, ops, List.of(blob)), value);
        });
  }

  @Test
  default void forget_malformedOperandsInAnyOrderAndGrouping_giveTheSameBytes() {
    Seeds.forAll(
        200,
        Gen::forgetPolicy,
        (gen, policy, ops) -> {
          List<byte[]> records = mixed(ops, blobs(gen));
          byte[] expected = Trees.atOnce(machine(), policy, records);
          byte[] value = Trees.grown(gen, machine(), policy, records, true);
          Expect.sameBytes(machine(), expected, value);
        });
  }

  @Test
  default void keep_malformedOperandsBelowOneFullMerge_giveTheSameBytes() {
    Seeds.forAll(
        100,
        Gen::keepPolicy,
        (gen, policy, ops) -> {
          List<byte[]> records = mixed(ops, blobs(gen));
          byte[] expected = Trees.atOnce(machine(), policy, records);
          byte[] value = Trees.grown(gen, machine(), policy, records, false);
          Expect.sameBytes(machine(), expected, value);
        });
  }

  @Test
  default void partialMerge_malformedOperandsOnly_areKept() {
    List<byte[]> blobs = machine().malformed();
    for (ModelPolicy policy : List.of(ModelPolicy.forget(), ModelPolicy.keep().maxAdds(0))) {
      byte[] partial = machine().partialMerge(policy, blobs);
      Expect.state(machine(), expected(policy, List.of(), blobs), partial);
      byte[] value = machine().fullMerge(policy, blobs.getFirst(), List.of(partial));
      Expect.sameBytes(machine(), partial, value);
    }
  }

  @Test
  default void fullMerge_oneMalformedOperandTwice_isKeptOnce() {
    byte[] blob = machine().malformed().getFirst();
    byte[] value = machine().fullMerge(ModelPolicy.forget(), blob, List.of(blob, blob));
    assertEquals(1, machine().decode(value).quarantine().size());
  }

  private List<byte[]> blobs(Gen gen) {
    return machine().malformed().stream().filter(blob -> gen.chance(50)).toList();
  }

  private List<byte[]> mixed(List<Op> ops, List<byte[]> blobs) {
    List<byte[]> records = new ArrayList<>(Trees.encode(machine(), ops));
    records.addAll(blobs);
    return records;
  }

  private static ModelState expected(ModelPolicy policy, List<Op> ops, List<byte[]> blobs) {
    List<ModelState> states = new ArrayList<>();
    ops.forEach(op -> states.add(ModelState.of(op)));
    blobs.forEach(blob -> states.add(ModelState.quarantined(Bytes.of(blob))));
    return ModelMerge.fullMerge(policy, null, states);
  }
}
