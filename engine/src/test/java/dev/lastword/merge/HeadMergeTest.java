// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static dev.lastword.record.RecordFormat.LIVE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.model.Bytes;
import dev.lastword.model.Gen;
import dev.lastword.model.Op;
import dev.lastword.model.Seeds;
import dev.lastword.record.Operations;
import dev.lastword.record.RecordView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A merge for a page of newest entries shows what a merge of everything shows. */
final class HeadMergeTest {
  private static final List<Integer> HEADS = List.of(1, 2, 3, 5, 20, HeadReads.ENTRIES);

  private final KernelStateMachine machine = new KernelStateMachine();
  private final Kernel kernel = new Kernel();
  private final RecordView view = new RecordView();

  @Test
  void head_ofAnyOperands_isThatOfTheWholeMerge() {
    Seeds.forAll(
        4_000,
        Gen::anyPolicy,
        (gen, model, ops) -> {
          Policy policy = KernelStateMachine.policy(model);
          List<Op> shuffled = gen.shuffled(ops);
          int stored = gen.chance(30) ? 0 : gen.below(ops.size() + 1);
          byte[] existing =
              stored == 0
                  ? null
                  : kernel.merge(policy, true, null, encoded(shuffled.subList(0, stored)));
          check(policy, existing, operands(gen, policy, shuffled.subList(stored, ops.size())));
        });
  }

  private void check(Policy policy, byte @Nullable [] existing, List<byte[]> operands) {
    byte[] whole = kernel.merge(policy, true, existing, operands);
    List<Map.Entry<Bytes, Long>> all = live(whole);
    int quarantined = view.quarantineCount();
    for (int entries : HEADS) {
      byte[] head = kernel.mergeHead(policy, entries, existing, operands);
      if (!kernel.isCut()) {
        assertArrayEquals(whole, head);
      }
      assertEquals(all.subList(0, Math.min(entries, all.size())), live(head), "head of " + entries);
      assertEquals(quarantined, view.quarantineCount());
    }
  }

  private List<Map.Entry<Bytes, Long>> live(byte[] record) {
    assertNull(kernel.wrap(view, record));
    List<Map.Entry<Bytes, Long>> entries = new ArrayList<>();
    Kernel.forEach(view, LIVE, (member, stamp) -> entries.add(Map.entry(Bytes.of(member), stamp)));
    return entries;
  }

  /** Some merged already, in twos to tens, some not, and now and then one that cannot be read. */
  private List<byte[]> operands(Gen gen, Policy policy, List<Op> ops) {
    List<byte[]> operands = new ArrayList<>();
    int merged = gen.chance(50) ? 0 : 10;
    for (int i = 0; i < ops.size(); ) {
      int count = gen.chance(merged) ? Math.min(ops.size() - i, 2 + gen.below(9)) : 1;
      List<byte[]> next = encoded(ops.subList(i, i + count));
      operands.add(count == 1 ? next.getFirst() : kernel.merge(policy, false, null, next));
      i += count;
    }
    if (gen.chance(10)) {
      operands.add(gen.below(operands.size() + 1), gen.pick(machine.malformed()));
    }
    return operands;
  }

  private List<byte[]> encoded(List<Op> ops) {
    return ops.stream().map(machine::encode).toList();
  }

  @Test
  void head_ofManyOperands_looksAtFewOfThem() {
    byte[] existing = feed(0, 10_000);
    List<byte[]> operands = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      operands.add(add(10_000 + i));
    }
    byte[] head = kernel.mergeHead(Policy.unbounded(), existing, operands);
    assertTrue(kernel.isCut());
    assertEquals(HeadReads.ENTRIES * 3 / 2, kernel.touched());
    assertEquals(live(feed(10_000, 11_000)).subList(0, HeadReads.ENTRIES), live(head));
  }

  @Test
  void head_ofJustEnoughAdds_needsNoSecondLook() {
    byte[] existing = feed(0, 100);
    List<byte[]> operands = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      byte[] member = member(100 + i);
      operands.add(i % 3 == 1 ? Operations.delete(member, 100 + i) : add(100 + i));
    }
    byte[] head = kernel.mergeHead(Policy.unbounded(), existing, operands);
    assertEquals(HeadReads.ENTRIES * 3 / 2, kernel.touched());
    assertEquals(HeadReads.ENTRIES, live(head).size());
  }

  @Test
  void head_ofManyDeletes_goesOnUntilItIsWhole() {
    byte[] existing = feed(0, 10_000);
    List<byte[]> operands = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      operands.add(Operations.delete(member(9_999 - i), 20_000 + i));
    }
    byte[] head = kernel.mergeHead(Policy.unbounded(), existing, operands);
    assertEquals(live(feed(0, 9_000)).subList(0, HeadReads.ENTRIES), live(head));
  }

  @Test
  void head_ofASetBoundedToLess_needsNoSecondLook() {
    byte[] existing = feed(0, 40);
    List<byte[]> operands = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      operands.add(add(40 + i));
    }
    for (Policy policy : List.of(Policy.forget().maxAdds(40), Policy.keep().maxAdds(40))) {
      byte[] head = kernel.mergeHead(policy, existing, operands);
      assertEquals(HeadReads.ENTRIES * 3 / 2, kernel.touched());
      assertEquals(live(feed(1_000, 1_040)), live(head));
    }
  }

  /** The record of members whose stamps are their numbers. */
  private byte[] feed(int from, int to) {
    List<byte[]> adds = new ArrayList<>();
    for (int i = from; i < to; i++) {
      adds.add(add(i));
    }
    return kernel.merge(Policy.unbounded(), true, null, adds);
  }

  private static byte[] add(int number) {
    return Operations.add(member(number), number);
  }

  private static byte[] member(int number) {
    return new byte[] {(byte) (number >> 16), (byte) (number >> 8), (byte) number};
  }

  @AfterEach
  void free() {
    kernel.close();
    machine.close();
  }
}
