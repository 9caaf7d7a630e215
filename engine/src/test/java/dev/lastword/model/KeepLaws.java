// SPDX-License-Identifier: Apache-2.0
package dev.lastword.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What KEEP promises: live adds survive; deletes hold until something arrives too late. */
interface KeepLaws {
  /** Returns the implementation under test. */
  StateMachine machine();

  @Test
  default void keep_anyPartialMergesBelowOneFullMerge_giveTheSameBytes() {
    Seeds.forAll(
        300,
        Gen::keepPolicy,
        (gen, policy, ops) -> {
          List<byte[]> records = Trees.encode(machine(), ops);
          byte[] expected = Trees.atOnce(machine(), policy, records);
          byte[] value = Trees.grown(gen, machine(), policy, records, false);
          Expect.sameBytes(machine(), expected, value);
        });
  }

  @Test
  default void keep_partialMerge_keepsEveryWinner() {
    Seeds.forAll(
        100,
        Gen::keepPolicy,
        (gen, policy, ops) -> {
          if (ops.size() > 1) {
            List<byte[]> records = Trees.encode(machine(), ops);
            ModelState all = untruncated(ops);
            ModelState partial = machine().decode(machine().partialMerge(policy, records));
            assertEquals(all.visible(), partial.visible());
            for (Op op : ops) {
              assertEquals(all.contains(op.member()), partial.contains(op.member()));
            }
            assertTrue(
                partial.adds().keySet().stream().noneMatch(partial.deletes()::containsKey),
                "only the winner of each member is kept");
          }
        });
  }

  @Test
  default void keep_tombstonePressure_losesNoLiveAdd() {
    Seeds.forAll(
        200,
        gen -> withoutMaxAdds(gen.keepPolicy()),
        (gen, policy, ops) -> {
          byte[] value = Trees.inOrder(gen, machine(), policy, Trees.encode(machine(), ops));
          List<Position> visible = machine().decode(value).visible();
          assertTrue(new HashSet<>(visible).containsAll(untruncated(ops).visible()));
        });
  }

  @Test
  default void keep_operationsArriveInOrder_nothingComesBack() {
    Seeds.forAll(
        200,
        gen -> withoutMaxAdds(gen.keepPolicy()),
        (gen, policy, ops) -> {
          List<Op> ordered = inOrder(ops);
          byte[] value = Trees.inOrder(gen, machine(), policy, Trees.encode(machine(), ordered));
          assertEquals(untruncated(ordered).visible(), machine().decode(value).visible());
        });
  }

  @Test
  default void keep_operationsArriveInOrder_maxAddsShowsOnlyWhatIsLive() {
    Seeds.forAll(
        200,
        gen -> gen.keepPolicy().maxAdds(gen.below(4)),
        (gen, policy, ops) -> {
          List<Op> ordered = inOrder(ops);
          byte[] value = Trees.inOrder(gen, machine(), policy, Trees.encode(machine(), ordered));
          List<Position> visible = machine().decode(value).visible();
          assertTrue(ordered.isEmpty() || visible.size() <= policy.maxAdds().orElseThrow());
          assertTrue(new HashSet<>(untruncated(ordered).visible()).containsAll(visible));
        });
  }

  @Test
  default void keep_nothingArrivesLaterThanTheWindow_nothingComesBack() {
    Seeds.forAll(
        200,
        gen -> ModelPolicy.keep().window(gen.below(30)),
        (gen, policy, ops) -> {
          List<Op> arriving = withinWindow(ops, policy.window().orElseThrow());
          byte[] value = Trees.inOrder(gen, machine(), policy, Trees.encode(machine(), arriving));
          assertEquals(untruncated(arriving).visible(), machine().decode(value).visible());
        });
  }

  @Test
  default void keep_lateAddAfterItsTombstoneWasDropped_comesBack() {
    List<Op> deletes = List.of(Op.delete("x", 10), Op.delete("y", 11), Op.delete("z", 12));
    assertEquals("[x@7]", shownAfter(ModelPolicy.keep().maxDeletes(2), deletes, Op.add("x", 7)));
    assertEquals("[x@7]", shownAfter(ModelPolicy.keep().window(1), deletes, Op.add("x", 7)));
  }

  @Test
  default void keep_lateAddWhileItsTombstoneIsHeld_staysDeleted() {
    List<Op> deletes = List.of(Op.delete("x", 10), Op.delete("y", 11), Op.delete("z", 12));
    assertEquals("[]", shownAfter(ModelPolicy.keep().maxDeletes(3), deletes, Op.add("x", 7)));
    assertEquals("[]", shownAfter(ModelPolicy.keep().maxDeletes(3), deletes, Op.add("x", 10)));
    assertEquals("[]", shownAfter(ModelPolicy.keep().window(2), deletes, Op.add("x", 7)));
  }

  @Test
  default void keep_window_dropsTombstonesStrictlyOlderAndNoAdd() {
    ModelPolicy policy = ModelPolicy.keep().window(60);
    List<Op> ops =
        List.of(Op.add("a", 1), Op.delete("b", 39), Op.delete("c", 40), Op.add("d", 100));
    byte[] value = Trees.atOnce(machine(), policy, Trees.encode(machine(), ops));
    assertEquals("{ +a@1 +d@100 -c@40 }", machine().decode(value).toString());
  }

  @Test
  default void keep_windowOfTheNewestDroppedEntry_countsFromIt() {
    ModelPolicy policy = ModelPolicy.keep().window(10).maxAdds(0);
    List<Op> ops = List.of(Op.delete("b", 50), Op.add("d", 100));
    byte[] value = Trees.atOnce(machine(), policy, Trees.encode(machine(), ops));
    Expect.state(machine(), ModelState.EMPTY, value);
  }

  @Test
  default void keep_windowPastTheLowestStamp_saturates() {
    ModelPolicy policy = ModelPolicy.keep().window(Long.MAX_VALUE);
    List<Op> ops = List.of(Op.delete("b", Long.MIN_VALUE), Op.add("d", -2));
    byte[] value = Trees.atOnce(machine(), policy, Trees.encode(machine(), ops));
    assertEquals(1, machine().decode(value).deletes().size());
  }

  private String shownAfter(ModelPolicy policy, List<Op> first, Op late) {
    byte[] value = Trees.atOnce(machine(), policy, Trees.encode(machine(), first));
    byte[] after = machine().fullMerge(policy, value, List.of(machine().encode(late)));
    return machine().decode(after).visible().toString();
  }

  private static ModelState untruncated(List<Op> ops) {
    return ModelMerge.join(ops.stream().map(ModelState::of).toList());
  }

  private static ModelPolicy withoutMaxAdds(ModelPolicy policy) {
    return policy.maxAdds(Long.MAX_VALUE);
  }

  /** By stamp; at equal stamps adds first, because a delete beats an add that comes later too. */
  private static List<Op> inOrder(List<Op> ops) {
    return ops.stream()
        .sorted(
            Comparator.comparingLong(Op::stamp).thenComparingInt(op -> op.kind() == '-' ? 1 : 0))
        .toList();
  }

  /** Leaves out what is older than the newest stamp seen before it minus {@code window}. */
  private static List<Op> withinWindow(List<Op> ops, long window) {
    List<Op> arriving = new ArrayList<>();
    long newest = Long.MIN_VALUE;
    for (Op op : ops) {
      long start = newest < Long.MIN_VALUE + window ? Long.MIN_VALUE : newest - window;
      if (op.stamp() >= start) {
        arriving.add(op);
        newest = Math.max(newest, op.stamp());
      }
    }
    return arriving;
  }
}
