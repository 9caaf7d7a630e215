// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static dev.lastword.merge.MergeCase.member;
import static dev.lastword.record.RecordFormat.LIVE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.model.Bytes;
import dev.lastword.model.Gen;
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
  private static final List<Integer> HEADS = List.of(1, 2, 3, 5, 20, Kernel.HEAD);

  private final KernelStateMachine machine = new KernelStateMachine();
  private final Kernel kernel = new Kernel();
  private final RecordView view = new RecordView();

  @Test
  void head_ofAnyOperands_isThatOfTheWholeMerge() {
    Seeds.forAll(
        4_000,
        Gen::anyPolicy,
        (gen, model, ops) -> {
          MergeCase merge = new MergeCase(gen, model, ops, kernel, machine);
          check(merge.policy, merge.existing, merge.operands);
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

  @Test
  void head_ofManyOperands_looksAtFewOfThem() {
    byte[] existing = feed(0, 10_000);
    List<byte[]> operands = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      operands.add(add(10_000 + i));
    }
    byte[] head = kernel.mergeHead(Policy.unbounded(), existing, operands);
    assertTrue(kernel.isCut());
    assertEquals(Kernel.HEAD * 3 / 2, kernel.touched());
    assertEquals(live(feed(10_000, 11_000)).subList(0, Kernel.HEAD), live(head));
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
    assertEquals(Kernel.HEAD * 3 / 2, kernel.touched());
    assertEquals(Kernel.HEAD, live(head).size());
  }

  @Test
  void head_ofManyDeletes_goesOnUntilItIsWhole() {
    byte[] existing = feed(0, 10_000);
    List<byte[]> operands = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      operands.add(Operations.delete(member(9_999 - i), 20_000 + i));
    }
    byte[] head = kernel.mergeHead(Policy.unbounded(), existing, operands);
    assertEquals(live(feed(0, 9_000)).subList(0, Kernel.HEAD), live(head));
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
      assertEquals(Kernel.HEAD * 3 / 2, kernel.touched());
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

  @AfterEach
  void free() {
    kernel.close();
    machine.close();
  }
}
