// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.lastword.model.Gen;
import dev.lastword.model.ModelState;
import dev.lastword.model.Position;
import dev.lastword.model.Seeds;
import dev.lastword.record.RecordView;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whether a read has to merge, asked of random states under random policies. */
final class TruncationTest {

  private static final int ROUNDS = 2_000;

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

  @AfterEach
  void free() {
    machine.close();
    kernel.close();
  }
}
