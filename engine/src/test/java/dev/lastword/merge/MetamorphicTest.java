// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lastword.metamorphic.Metamorphic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The merge operator on real RocksDB: whatever the options, every read equals the model's. */
final class MetamorphicTest {
  private static final int ROUNDS = 2;
  private static final int OPTION_SETS = 6;

  private final List<LwwMergeOperator> operators = new ArrayList<>();

  @Test
  void rocksdb_randomScriptUnderManyOptions_answersLikeTheModel(@TempDir Path folder) {
    try (KernelStateMachine machine = new KernelStateMachine()) {
      Metamorphic metamorphic =
          new Metamorphic(
              machine,
              policy -> {
                LwwMergeOperator operator =
                    LwwMergeOperator.create(KernelStateMachine.policy(policy));
                operators.add(operator);
                return operator.handle();
              },
              folder);
      metamorphic.run(ROUNDS, OPTION_SETS);
    }
    for (LwwMergeOperator operator : operators) {
      assertEquals(0, operator.failures());
      operator.close();
    }
  }
}
