// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lastword.merge.Policy;
import dev.lastword.model.Seeds;
import dev.lastword.record.Operations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The kernel in C gives the bytes that the one in Java gives. */
final class CKernelTest {

  private static final int ROUNDS = 3_000;

  private final BothKernels kernels = new BothKernels();

  @BeforeAll
  static void compile() {
    try {
      CKernel.create(Policy.forget());
    } catch (IllegalStateException e) {
      Assumptions.abort("not compared with C: " + e.getMessage());
    }
  }

  @Test
  void merge_randomInputs_sameBytesAsJava() {
    for (long seed : Seeds.seeds(ROUNDS)) {
      compare(seed, new RandomMerges(seed));
    }
  }

  private void compare(long seed, RandomMerges random) {
    Policy policy = random.policy();
    boolean full = random.coin();
    byte @Nullable [] existing =
        full && random.coin() ? kernels.java(policy, true, null, random.history()) : null;
    List<byte[]> operands =
        random.operands().stream().map(each -> kernels.java(policy, false, null, each)).toList();
    byte[] expected = kernels.java(policy, full, existing, operands);
    byte[] actual = BothKernels.c(policy, full, existing, operands, expected.length);
    assertArrayEquals(
        expected, actual, "run it again with -Dlastword.seed=" + seed + ", " + policy);
  }

  @Test
  void merge_unreadableOperand_declines() {
    byte[] text = "not a record".getBytes(StandardCharsets.UTF_8);
    AssertionError declined =
        assertThrows(
            AssertionError.class,
            () -> BothKernels.c(Policy.forget(), true, null, List.of(text), 100));
    assertEquals("the C kernel declined", declined.getMessage());
  }

  @Test
  void merge_outputTooSmall_throws() {
    List<byte[]> add = List.of(Operations.add(new byte[] {1}, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> BothKernels.c(Policy.forget(), true, null, add, add.getFirst().length - 1));
  }
}
