// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static dev.lastword.model.Op.add;
import static dev.lastword.model.Op.delete;
import static dev.lastword.model.Op.forget;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lastword.model.Gen;
import dev.lastword.model.Op;
import dev.lastword.model.Position;
import dev.lastword.model.Seeds;
import dev.lastword.record.RecordView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many adds and deletes of operands a merge says that it refused. */
final class RefusedTest {

  private final KernelStateMachine machine = new KernelStateMachine();
  private final Kernel kernel = new Kernel();
  private final RecordView view = new RecordView();

  /** Each member's newest add and newest delete count; what is stored does not. */
  @Test
  void refused_ofSingleOperations_areThoseAtOrBelowTheHorizonOfAllInputs() {
    Seeds.forAll(
        1_000,
        Gen::anyPolicy,
        (gen, model, ops) -> {
          Policy policy = KernelStateMachine.policy(model);
          int stored = gen.chance(30) ? 0 : gen.below(ops.size() + 1);
          byte[] existing = stored < 2 ? null : merge(policy, null, ops.subList(0, stored));
          if (existing != null && kernel.wrap(view, existing) == null && view.entries() < 2) {
            existing = null;
          }
          List<Op> operands = ops.subList(stored, ops.size());
          merge(policy, existing, operands);
          assertEquals(expected(horizon(existing, operands), operands), kernel.refused());
        });
  }

  private @Nullable Position horizon(byte @Nullable [] existing, List<Op> operands) {
    Stream<Position> forgets = operands.stream().filter(op -> op.kind() == '!').map(Op::position);
    Position stored = existing == null ? null : machine.decode(existing).horizon();
    return Stream.concat(forgets, Stream.ofNullable(stored)).max(Position::compareTo).orElse(null);
  }

  private static long expected(@Nullable Position horizon, List<Op> operands) {
    Map<String, Position> newest = new HashMap<>();
    for (Op op : operands) {
      if (op.kind() != '!') {
        newest.merge(
            op.kind() + op.member().toString(),
            op.position(),
            (one, other) -> one.newerThan(other) ? one : other);
      }
    }
    return newest.values().stream()
        .filter(each -> horizon != null && !each.newerThan(horizon))
        .count();
  }

  /** The larger of two states is searched, the other one's entries are entered one by one. */
  @Test
  void refused_ofAMergedOperand_areThose_whetherItIsTheLargerOrNot() {
    List<Op> few = List.of(add("a", 1), delete("b", 2), add("c", 10));
    List<Op> many = List.of(add("d", 1), add("e", 4), delete("f", 3), delete("g", 8), add("h", 9));
    for (List<Op> stored : List.of(few, many)) {
      List<Op> operand = stored.equals(few) ? many : few;
      byte[] existing = merge(Policy.forget(), null, stored);
      byte[] merged = kernel.merge(Policy.forget(), false, null, encode(operand));
      kernel.merge(Policy.forget(), true, existing, List.of(machine.encode(forget(5)), merged));
      assertEquals(stored.equals(few) ? 3 : 2, kernel.refused());
    }
  }

  /** A stored value may be as short as one operation; it is no operand all the same. */
  @Test
  void refused_ofAStoredValueOfOneOperation_isNone() {
    byte[] existing = merge(Policy.forget(), null, List.of(add("a", 1)));
    merge(Policy.forget(), existing, List.of(forget(5)));
    assertEquals(0, kernel.refused());
  }

  /** KEEP has one entry of a member: it drops what is beaten, and refuses it not. */
  @Test
  void refused_underKeep_leavesOutWhatIsBeatenWithinAnOperand() {
    List<Op> beaten = List.of(add("a", 3), delete("a", 6), delete("b", 4), add("b", 7));
    byte[] operand = kernel.merge(Policy.forget(), false, null, encode(beaten));
    List<byte[]> operands = List.of(operand, machine.encode(forget(5)));
    kernel.merge(Policy.forget(), true, null, operands);
    assertEquals(2, kernel.refused());
    kernel.merge(Policy.keep(), true, null, operands);
    assertEquals(0, kernel.refused());
  }

  private byte[] merge(Policy policy, byte @Nullable [] existing, List<Op> ops) {
    return kernel.merge(policy, true, existing, encode(ops));
  }

  private List<byte[]> encode(List<Op> ops) {
    return ops.stream().map(machine::encode).toList();
  }

  @AfterEach
  void free() {
    machine.close();
    kernel.close();
  }
}
