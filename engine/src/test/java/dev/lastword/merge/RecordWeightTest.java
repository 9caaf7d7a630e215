// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.model.Gen;
import dev.lastword.model.Op;
import dev.lastword.model.Position;
import dev.lastword.model.Seeds;
import dev.lastword.record.Operations;
import dev.lastword.record.RecordCheck;
import dev.lastword.record.RecordView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sets that reach the largest size, with the largest size made small. */
final class RecordWeightTest {
  private static final int ROUNDS = 1_000;
  private static final int MOST = 600;

  private final KernelStateMachine machine = new KernelStateMachine();
  private final Kernel small = new Kernel(MOST);
  private final Kernel large = new Kernel();
  private final RecordView view = new RecordView();

  @Test
  void fullMerge_moreThanTheMost_weighsNoMoreAndIsCanonical() {
    Seeds.forAll(
        ROUNDS,
        Gen::anyPolicy,
        (gen, model, ops) -> {
          Policy policy = KernelStateMachine.policy(model);
          byte[] whole = large.merge(policy, true, null, encode(ops));
          byte[] result = small.merge(policy, true, null, encode(ops));
          boolean shortened = small.isShortened();
          assertEquals(weight(whole) > MOST, shortened);
          assertTrue(weight(result) <= MOST, () -> "weighs " + weight(result));
          if (!shortened) {
            assertArrayEquals(whole, result);
          }
        });
  }

  /** The horizon rises no further than it has to: the entry it stands at would not have fitted. */
  @Test
  void fullMerge_moreThanTheMost_keepsWhatFits() {
    List<byte[]> adds = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      adds.add(Operations.add(new byte[] {(byte) i}, i));
    }
    byte[] result = small.merge(Policy.unbounded(), true, null, adds);
    assertNull(large.wrap(view, result));
    assertEquals(MOST / (RecordWeight.ENTRY + 1), view.entries());
    assertEquals(100 - view.entries() - 1, view.horizonStamp());
    assertEquals(99, view.newestStamp());
  }

  @Test
  void fullMerges_anyOrderAndGrouping_giveTheSameBytesUnderForget() {
    Seeds.forAll(
        ROUNDS,
        Gen::forgetPolicy,
        (gen, model, ops) -> {
          Policy policy = KernelStateMachine.policy(model);
          byte[] expected = small.merge(policy, true, null, encode(ops));
          assertArrayEquals(expected, inParts(policy, gen, encode(gen.repeated(ops))));
        });
  }

  @Test
  void partialMerge_moreThanTheMost_forgetsNothing() {
    Seeds.forAll(
        ROUNDS / 4,
        Gen::anyPolicy,
        (gen, model, ops) -> {
          Policy policy = KernelStateMachine.policy(model);
          byte[] expected = large.merge(policy, false, null, encode(ops));
          assertArrayEquals(expected, small.merge(policy, false, null, encode(ops)));
          assertFalse(small.isShortened());
        });
  }

  @Test
  void fullMerge_muchQuarantine_leavesRoomForEntries() {
    List<byte[]> operands = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      byte[] wrong = new byte[40];
      wrong[0] = 0x7F;
      wrong[1] = (byte) i;
      operands.add(wrong);
      operands.add(Operations.add(new byte[] {(byte) i}, i));
    }
    byte[] result = small.merge(Policy.unbounded(), true, null, operands);
    assertTrue(small.isShortened());
    assertTrue(weight(result) <= MOST, () -> "weighs " + weight(result));
    assertTrue(view.quarantineCount() > 3);
    assertTrue(view.entries() > MOST / 2 / (RecordWeight.ENTRY + 1) - 1);
  }

  @Test
  void fullMerge_muchQuarantineAndFewEntries_dropsOfTheQuarantineAlone() {
    List<byte[]> operands = new ArrayList<>(List.of(Operations.add(new byte[] {1}, 1)));
    for (int i = 0; i < 40; i++) {
      operands.add(new byte[] {0x7F, (byte) i, 3, 4, 5, 6, 7, 8, 9, 10});
    }
    byte[] result = small.merge(Policy.unbounded(), true, null, operands);
    assertTrue(small.isShortened());
    assertTrue(weight(result) <= MOST / 2 + RecordWeight.ENTRY + 1, () -> "" + weight(result));
    assertEquals(1, view.entries());
    assertFalse(view.hasHorizon());
  }

  /** A merge for a page shows, and says, what a merge of everything does. */
  @Test
  void headMerge_moreThanTheMost_showsTheBeginningOfWhatIsLeft() {
    Seeds.forAll(
        ROUNDS / 4,
        Gen::anyPolicy,
        (gen, model, ops) -> {
          Policy policy = KernelStateMachine.policy(model);
          byte[] whole = small.merge(policy, true, null, encode(ops));
          boolean shortened = small.isShortened();
          for (int entries : new int[] {1, 5, 50}) {
            byte[] head = small.mergeHead(policy, entries, null, encode(ops));
            assertEquals(shortened, small.isShortened());
            List<Position> live = machine.decode(whole).visible();
            assertEquals(
                live.subList(0, Math.min(entries, live.size())), machine.decode(head).visible());
          }
        });
  }

  /** What a record weighs is what the merge that wrote it weighed, to the byte. */
  @Test
  void fullMerge_ofWhatFitsExactly_isNotShortened_ofOneByteLessIs() {
    Seeds.forAll(
        ROUNDS / 10,
        Gen::anyPolicy,
        (gen, model, ops) -> {
          List<byte[]> operands = new ArrayList<>(encode(ops));
          for (int i = gen.below(4); i > 0; i--) {
            operands.add(new byte[] {0x7F, (byte) i, 3});
          }
          operands.add(Operations.add(new byte[40], Long.MAX_VALUE));
          byte[] record = large.merge(Policy.unbounded(), true, null, operands);
          long weight = weight(record);
          try (Kernel exact = new Kernel(weight);
              Kernel less = new Kernel(weight - 1)) {
            assertArrayEquals(record, exact.merge(Policy.unbounded(), true, record, List.of()));
            assertFalse(exact.isShortened());
            less.merge(Policy.unbounded(), true, record, List.of());
            assertTrue(less.isShortened());
          }
        });
  }

  @Test
  void weight_ofFoldedMembersAndQuarantine_countsThemWhole() {
    byte[] record =
        large.merge(
            Policy.unbounded(),
            true,
            null,
            List.of(
                Operations.add(new byte[] {1, 2, 3}, 5),
                Operations.add(new byte[] {4, 5, 6}, 6),
                Operations.delete(new byte[] {7, 8, 9}, 7)));
    assertEquals(3 * (RecordWeight.ENTRY + 3), weight(record));
    assertTrue(view.isFolded());
    byte[] more = large.merge(Policy.unbounded(), true, record, List.of(new byte[] {0x7F, 1}));
    assertEquals(3 * (RecordWeight.ENTRY + 3) + 2 * Integer.BYTES + 2, weight(more));
  }

  private byte[] inParts(Policy policy, Gen gen, List<byte[]> operands) {
    byte @Nullable [] state = null;
    int at = 0;
    while (at < operands.size()) {
      int next = Math.min(operands.size(), at + 1 + gen.below(40));
      List<byte[]> part = operands.subList(at, next);
      if (gen.chance(50)) {
        part = List.of(small.merge(policy, gen.chance(50), null, part));
      }
      state = small.merge(policy, true, state, part);
      at = next;
    }
    return state == null ? small.merge(policy, true, null, List.of()) : state;
  }

  private List<byte[]> encode(List<Op> ops) {
    return ops.stream().map(machine::encode).toList();
  }

  private long weight(byte[] record) {
    assertNull(large.wrap(view, record));
    assertNull(RecordCheck.checkDeep(view));
    return RecordWeight.of(view);
  }

  @AfterEach
  void free() {
    machine.close();
    small.close();
    large.close();
  }
}
