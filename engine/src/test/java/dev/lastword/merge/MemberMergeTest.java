// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static dev.lastword.merge.MergeCase.member;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.model.Gen;
import dev.lastword.model.Op;
import dev.lastword.model.Seeds;
import dev.lastword.record.Operations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told of one member without a merge is what the merge would leave of it. */
final class MemberMergeTest {
  private static final byte[] NOTHING = {};
  private static final byte[] ABSENT = "nobody".getBytes(StandardCharsets.UTF_8);

  private final KernelStateMachine machine = new KernelStateMachine();
  private final Kernel kernel = new Kernel();
  private int asked;
  private int settled;

  @Test
  void answer_ofAnyInputs_isThatOfTheWholeMerge() {
    Seeds.forAll(
        4_000,
        Gen::anyPolicy,
        (gen, model, ops) -> check(new MergeCase(gen, model, ops, kernel, machine), ops));
    assertTrue(settled > asked / 3, () -> settled + " of " + asked + " were settled");
  }

  private void check(MergeCase merge, List<Op> ops) {
    byte[] whole = kernel.merge(merge.policy, true, merge.existing, merge.operands);
    ops.stream().limit(20).forEach(op -> check(merge, whole, op.member().array()));
    check(merge, whole, ABSENT);
  }

  private void check(MergeCase merge, byte[] whole, byte[] member) {
    if (member.length == 0) {
      return; // a forget's
    }
    byte[] answer = kernel.mergeMember(merge.policy, member, merge.existing, merge.operands);
    asked++;
    if (answer != null) {
      settled++;
      assertArrayEquals(kernel.deciding(whole, member), answer, merge.policy::toString);
    }
  }

  @Test
  void memberOfAFullSet_isSettledUnlessOperandsMayPushItOut() {
    Policy policy = Policy.forget().maxAdds(1_000);
    byte[] existing = kernel.merge(policy, true, null, adds(0, 1_000));
    List<byte[]> operands = adds(1_000, 1_100);
    for (int i = 100; i < 1_100; i++) {
      assertArrayEquals(Operations.add(member(i), i), answer(policy, i, existing, operands));
    }
    for (int i = 0; i < 100; i++) {
      assertNull(answer(policy, i, existing, operands), "one of the oldest hundred");
    }
    assertEquals(0, length(answer(policy, 2_000, existing, operands)));
  }

  /** FORGET's horizon takes adds and deletes alike; KEEP's thresholds take their own kind only. */
  @Test
  void memberBelowMoreDeletesThanAreKept_isSettledUnderKeepOnly() {
    List<byte[]> operands = IntStream.range(10, 20).mapToObj(MemberMergeTest::delete).toList();
    byte[] existing = Operations.add(member(1), 1);
    assertNull(answer(Policy.forget().maxDeletes(9), 1, existing, operands));
    assertArrayEquals(existing, answer(Policy.forget().maxDeletes(10), 1, existing, operands));
    assertArrayEquals(existing, answer(Policy.keep().maxDeletes(9), 1, existing, operands));
    assertNull(answer(Policy.keep().maxDeletes(9), 10, existing, operands));
  }

  @Test
  void memberOlderThanTheWindow_isSettledUnderKeepWhereItIsLive() {
    List<byte[]> operands = List.of(Operations.add(member(50), 50));
    byte[] existing = Operations.add(member(1), 1);
    assertArrayEquals(existing, answer(Policy.forget().window(49), 1, existing, operands));
    assertNull(answer(Policy.forget().window(48), 1, existing, operands));
    assertArrayEquals(existing, answer(Policy.keep().window(48), 1, existing, operands));
    assertNull(answer(Policy.keep().window(48), 1, delete(1), operands));
  }

  @Test
  void memberAtTheHorizon_isLeftToTheMerge() {
    List<byte[]> operands = List.of(Operations.forget(7, NOTHING), Operations.add(member(7), 7));
    assertNull(answer(Policy.unbounded(), 7, null, operands));
    byte[] later = Operations.add(member(8), 8);
    assertArrayEquals(later, answer(Policy.unbounded(), 8, later, operands));
    byte[] older = Operations.add(member(1), -1);
    assertArrayEquals(older, answer(Policy.unbounded(), 1, null, List.of(older)), "no horizon now");
  }

  @Test
  void inputThatCannotBeRead_isLeftToTheMerge() {
    for (byte[] malformed : machine.malformed()) {
      assertNull(answer(Policy.unbounded(), 1, null, List.of(malformed)));
      assertNull(answer(Policy.unbounded(), 1, malformed, adds(1, 2)));
      byte[] setAside = kernel.merge(Policy.unbounded(), true, null, List.of(malformed));
      assertNull(answer(Policy.unbounded(), 1, setAside, adds(1, 2)), "its quarantine is reported");
      assertNull(answer(Policy.unbounded(), 1, null, List.of(setAside)));
    }
  }

  @Test
  void addAndDeleteOfOneStamp_areADelete() {
    List<byte[]> operands = List.of(delete(1), Operations.add(member(1), 1));
    assertArrayEquals(delete(1), answer(Policy.unbounded(), 1, null, operands));
    assertArrayEquals(delete(1), answer(Policy.unbounded(), 1, null, operands.reversed()));
  }

  private byte @Nullable [] answer(
      Policy policy, int number, byte @Nullable [] existing, List<byte[]> operands) {
    return kernel.mergeMember(policy, member(number), existing, operands);
  }

  private static int length(byte @Nullable [] answer) {
    return answer == null ? -1 : answer.length;
  }

  /** Adds of members whose stamps are their numbers. */
  private static List<byte[]> adds(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> Operations.add(member(i), i)).toList();
  }

  private static byte[] delete(int number) {
    return Operations.delete(member(number), number);
  }

  @AfterEach
  void free() {
    kernel.close();
    machine.close();
  }
}
