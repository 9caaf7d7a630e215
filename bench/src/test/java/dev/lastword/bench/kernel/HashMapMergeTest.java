// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.lastword.bench.codec.Members;
import dev.lastword.bench.codec.OperationStream;
import dev.lastword.merge.Policy;
import java.lang.foreign.Arena;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The merge by hash maps gives the kernel's bytes, so that the two are compared at the same work.
 */
final class HashMapMergeTest {

  private static final int ENTRIES = 300;
  private static final int OPERANDS = 50;
  private static final int BATCHES = 8;
  private static final double DELETES = 0.3;
  private static final double LATE = 0.3;

  private static final List<Policy> POLICIES =
      List.of(
          Policy.unbounded(),
          Policy.forget().maxAdds(ENTRIES),
          Policy.forget().maxAdds(ENTRIES).maxDeletes(10),
          Policy.keep().maxAdds(ENTRIES).maxDeletes(10));

  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "8", "9", "16-32", "1-300"})
  void merge_likeTheKernel(String members) {
    for (Policy policy : POLICIES) {
      compare(members, ENTRIES, policy, true);
      compare(members, ENTRIES, policy, false);
      compare(members, 0, policy, false);
    }
  }

  private static void compare(String members, int entries, Policy policy, boolean full) {
    OperationStream stream =
        new OperationStream(Members.ofLength(members), DELETES, LATE, entries, 1);
    LastwordMerge kernel = new LastwordMerge(policy, full);
    HashMapMerge plain = new HashMapMerge(policy, full);
    try (Arena arena = Arena.ofConfined()) {
      MergeWorkload work = MergeWorkload.ofOperands(arena, stream, entries, OPERANDS, policy, full);
      for (int i = 0; i < BATCHES; i++) {
        MergeInputs inputs = work.next();
        byte[] expected = work.result(kernel.merge(inputs, work.output()));
        assertArrayEquals(expected, plain.merge(inputs), members + " bytes, " + policy);
      }
    }
  }
}
