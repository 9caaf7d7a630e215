// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.lastword.model.Gen;
import dev.lastword.model.ModelState;
import dev.lastword.model.Position;
import dev.lastword.model.Seeds;
import dev.lastword.record.Operations;
import dev.lastword.record.RecordView;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whether a read has to merge, asked of random states under random policies. */
final class TruncationTest {

  private static final int ROUNDS = 2_000;
  private static final byte[] A = {1};
  private static final byte[] B = {2};

  private final KernelStateMachine machine = new KernelStateMachine();
  private final Kernel kernel = new Kernel();
  private final RecordView view = new RecordView();

  @Test
  void needed_randomStates_isWhetherMergingChangesTheBytes() {
    Seeds.forAll(
        ROUNDS,
        Gen::anyPolicy,
        (gen, policy, ops) -> {
          byte[] stored =
              machine.fullMerge(
                  gen.chance(50) ? policy : gen.anyPolicy(),
                  null,
                  ops.stream().map(machine::encode).toList());
          byte[] read = machine.fullMerge(policy, stored, List.of());
          assertNull(kernel.wrap(view, stored));
          assertEquals(
              !Arrays.equals(stored, read),
              Truncation.needed(view, KernelStateMachine.policy(policy)));
        });
  }

  @Test
  void neededByCounts_notNeeded_visibleAreTheLiveNoOlderThanOldestVisible() {
    Seeds.forAll(
        ROUNDS,
        Gen::anyPolicy,
        (gen, model, ops) -> {
          Policy policy = KernelStateMachine.policy(model);
          byte[] stored =
              machine.fullMerge(gen.anyPolicy(), null, ops.stream().map(machine::encode).toList());
          assertNull(kernel.wrap(view, stored));
          if (Truncation.neededByCounts(view, policy)) {
            return;
          }
          long oldest = Truncation.oldestVisible(view, policy);
          ModelState state = machine.decode(stored);
          List<Position> served =
              state.visible().stream().filter(add -> add.stamp() >= oldest).toList();
          assertEquals(state.read(model).visible(), served);
        });
  }

  @Test
  void neededByCounts_underKeep_isWhetherAnythingIsBuriedOrOutlived() {
    byte[] apart = whole(Operations.add(A, 1), Operations.delete(B, 2));
    byte[] buried = whole(Operations.add(A, 1), Operations.delete(A, 2));
    byte[] outlived = whole(Operations.delete(B, 1), Operations.add(B, 2));
    assertEquals(List.of(false, false), underKeepAndForget(apart));
    assertEquals(List.of(true, false), underKeepAndForget(buried));
    assertEquals(List.of(true, false), underKeepAndForget(outlived));
    byte[] both = kernel.merge(Policy.forget(), true, buried, List.of(outlived));
    assertEquals(List.of(true, false), underKeepAndForget(both));
  }

  private List<Boolean> underKeepAndForget(byte[] record) {
    assertNull(kernel.wrap(view, record));
    return List.of(
        Truncation.neededByCounts(view, Policy.keep()),
        Truncation.neededByCounts(view, Policy.forget()));
  }

  private byte[] whole(byte[]... operands) {
    return kernel.merge(Policy.forget(), true, null, List.of(operands));
  }

  @AfterEach
  void free() {
    machine.close();
    kernel.close();
  }
}
