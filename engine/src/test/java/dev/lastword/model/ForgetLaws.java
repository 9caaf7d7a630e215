// SPDX-License-Identifier: Apache-2.0
package dev.lastword.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What FORGET promises whatever arrives, in whatever order: L1, L3 and L4, and reads. */
interface ForgetLaws {
  /** Returns the implementation under test. */
  StateMachine machine();

  @Test
  default void forget_anyOrderGroupingAndRepetition_givesTheSameBytes() {
    Seeds.forAll(
        400,
        Gen::forgetPolicy,
        (gen, policy, ops) -> {
          List<byte[]> records = Trees.encode(machine(), ops);
          byte[] expected = Trees.atOnce(machine(), policy, records);
          for (int i = 0; i < 4; i++) {
            byte[] value = Trees.grown(gen, machine(), policy, records, true);
            Expect.sameBytes(machine(), expected, value);
          }
        });
  }

  @Test
  default void forget_partialMerge_givesTheBytesOfAFullMerge() {
    Seeds.forAll(
        100,
        Gen::forgetPolicy,
        (gen, policy, ops) -> {
          if (ops.size() > 1) {
            List<byte[]> records = Trees.encode(machine(), ops);
            Expect.sameBytes(
                machine(),
                machine().fullMerge(policy, null, records),
                machine().partialMerge(policy, records));
          }
        });
  }

  @Test
  default void forget_join_isAssociativeCommutativeAndIdempotent() {
    Seeds.forAll(
        300,
        Gen::forgetPolicy,
        (gen, policy, ops) -> {
          byte[] x = some(gen, policy, ops);
          byte[] y = some(gen, policy, ops);
          byte[] z = some(gen, policy, ops);
          Expect.sameBytes(machine(), join(policy, x, y), join(policy, y, x));
          Expect.sameBytes(
              machine(), join(policy, join(policy, x, y), z), join(policy, x, join(policy, y, z)));
          Expect.sameBytes(machine(), join(policy, x, x), x);
          Expect.sameBytes(machine(), join(policy, x, join(policy, x, y)), join(policy, x, y));
        });
  }

  @Test
  default void forget_truncationBeforeTheJoin_changesNothing() {
    Seeds.forAll(
        300,
        Gen::forgetPolicy,
        (gen, policy, ops) -> {
          byte[] x = some(gen, ModelPolicy.forget(), ops);
          byte[] y = some(gen, ModelPolicy.forget(), ops);
          Expect.sameBytes(
              machine(), join(policy, x, y), join(policy, join(policy, x, x), join(policy, y, y)));
        });
  }

  @Test
  default void forget_appliedDelete_isNeverUndoneByAnOlderAdd() {
    Seeds.forAll(
        200,
        Gen::forgetPolicy,
        (gen, policy, ops) -> {
          byte[] value = new byte[0];
          Map<Bytes, Long> deleted = new HashMap<>();
          for (List<Op> run : runs(gen, ops)) {
            value = machine().fullMerge(policy, value, Trees.encode(machine(), run));
            for (Op op : run) {
              if (op.kind() == '-') {
                deleted.merge(op.member(), op.stamp(), Math::max);
              }
            }
            for (Position add : machine().decode(value).visible()) {
              Long since = deleted.get(add.member());
              assertTrue(since == null || add.stamp() > since, () -> add + " is back");
            }
          }
        });
  }

  @Test
  default void forget_everyMerge_staysWithinTheThresholds() {
    Seeds.forAll(
        200,
        Gen::forgetPolicy,
        (gen, policy, ops) -> {
          byte[] value = new byte[0];
          for (List<Op> run : runs(gen, ops)) {
            List<byte[]> operands = new ArrayList<>(Trees.encode(machine(), run));
            assertBounded(policy, machine().fullMerge(policy, value, operands));
            operands.add(value);
            value = machine().partialMerge(policy, operands);
            assertBounded(policy, value);
          }
        });
  }

  @Test
  default void read_valueOfWiderThresholds_equalsTheNarrowMerge() {
    Seeds.forAll(
        300,
        Gen::forgetPolicy,
        (gen, narrow, ops) -> {
          List<byte[]> records = Trees.encode(machine(), ops);
          byte[] wide = Trees.grown(gen, machine(), wider(gen, narrow), records, true);
          byte[] expected = Trees.atOnce(machine(), narrow, records);
          Expect.sameBytes(machine(), expected, machine().fullMerge(narrow, wide, List.of()));
          assertEquals(
              machine().decode(expected).visible(), machine().decode(wide).read(narrow).visible());
        });
  }

  @Test
  default void fullMerge_withinThresholds_showsTheSameUnderBothPolicies() {
    Seeds.forAll(
        200,
        gen -> ModelPolicy.forget().maxAdds(100_000).maxDeletes(100_000),
        (gen, forget, ops) -> {
          ModelPolicy keep = forget.with(ModelPolicy.Overflow.KEEP);
          List<byte[]> records = Trees.encode(machine(), ops);
          ModelState forgetting = machine().decode(Trees.atOnce(machine(), forget, records));
          ModelState keeping = machine().decode(Trees.inOrder(gen, machine(), keep, records));
          assertEquals(forgetting.visible(), keeping.visible());
          assertEquals(forgetting.horizon(), keeping.horizon());
          for (Op op : ops) {
            assertEquals(forgetting.contains(op.member()), keeping.contains(op.member()));
          }
        });
  }

  @Test
  default void forget_horizon_refusesWhatIsAtOrBelowAndNothingElse() {
    byte[] horizon = machine().encode(new Op('!', Bytes.utf8("m"), 7));
    for (char kind : new char[] {'+', '-'}) {
      assertTrue(refused(horizon, new Op(kind, Bytes.utf8("m"), 7)), "at the horizon");
      assertTrue(refused(horizon, new Op(kind, Bytes.utf8("ls"), 7)), "smaller member");
      assertTrue(refused(horizon, new Op(kind, Bytes.utf8("z"), 6)), "smaller stamp");
      assertFalse(refused(horizon, new Op(kind, Bytes.utf8("m\0"), 7)), "longer member");
      assertFalse(refused(horizon, new Op(kind, Bytes.hex("ff"), 7)), "greater as unsigned");
      assertFalse(refused(horizon, new Op(kind, Bytes.utf8("a"), 8)), "greater stamp");
    }
  }

  private boolean refused(byte[] horizon, Op op) {
    byte[] value =
        machine().fullMerge(ModelPolicy.forget(), horizon, List.of(machine().encode(op)));
    return machine().decode(value).contains(op.member()).kind() == '?';
  }

  /** Cuts the operations into runs: single ones, or longer ones where there are many. */
  private static List<List<Op>> runs(Gen gen, List<Op> ops) {
    List<List<Op>> runs = new ArrayList<>();
    for (int at = 0; at < ops.size(); ) {
      int end = Math.min(ops.size(), at + 1 + gen.below(1 + ops.size() / 30));
      runs.add(ops.subList(at, end));
      at = end;
    }
    return runs;
  }

  private byte[] some(Gen gen, ModelPolicy policy, List<Op> ops) {
    List<Op> part = ops.stream().filter(op -> gen.chance(50)).toList();
    return Trees.atOnce(machine(), policy, Trees.encode(machine(), part));
  }

  private byte[] join(ModelPolicy policy, byte[] left, byte[] right) {
    return machine().fullMerge(policy, left, List.of(right));
  }

  private void assertBounded(ModelPolicy policy, byte[] record) {
    ModelState state = machine().decode(record);
    assertTrue(state.adds().size() <= policy.maxAdds().orElse(Long.MAX_VALUE), "adds");
    assertTrue(state.deletes().size() <= policy.maxDeletes().orElse(Long.MAX_VALUE), "deletes");
  }

  private static ModelPolicy wider(Gen gen, ModelPolicy policy) {
    return new ModelPolicy(
        policy.overflow(),
        wider(gen, policy.maxAdds()),
        wider(gen, policy.maxDeletes()),
        wider(gen, policy.window()));
  }

  private static OptionalLong wider(Gen gen, OptionalLong threshold) {
    if (threshold.isEmpty() || gen.chance(30)) {
      return OptionalLong.empty();
    }
    long more = threshold.getAsLong() + gen.below(5);
    return OptionalLong.of(more < 0 ? Long.MAX_VALUE : more);
  }
}
