// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PolicyTest {

  private static final long[] BOUNDS = {-1, 0, 1, 1_000, Long.MAX_VALUE};

  @Test
  void fromOperatorName_everyPolicysName_isThePolicy() {
    List<Policy> all = all();
    for (Policy policy : all) {
      assertEquals(Optional.of(policy), Policy.fromOperatorName(policy.operatorName()));
    }
    assertEquals(all.size(), all.stream().map(Policy::operatorName).distinct().count());
    assertEquals(all.size(), all.stream().map(Policy::toText).distinct().count());
  }

  private static List<Policy> all() {
    List<Policy> all = new ArrayList<>();
    for (Policy start : List.of(Policy.forget(), Policy.keep())) {
      for (long adds : BOUNDS) {
        for (long deletes : BOUNDS) {
          for (long window : BOUNDS) {
            Policy policy = adds < 0 ? start : start.maxAdds(adds);
            policy = deletes < 0 ? policy : policy.maxDeletes(deletes);
            all.add(window < 0 ? policy : policy.window(window));
          }
        }
      }
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "StringAppendOperator",
        "lastword.v2.forget",
        "lastword.v1.",
        "lastword.v1.drop",
        "lastword.v1.forget.a",
        "lastword.v1.forget.a-1",
        "lastword.v1.forget.d1.a1",
        "lastword.v1.forget.a1.a1",
        "lastword.v1.forget.a9223372036854775808",
        "lastword.v1.forget.a1 ",
        "xlastword.v1.forget"
      })
  void fromOperatorName_anotherName_isEmpty(String name) {
    assertEquals(Optional.empty(), Policy.fromOperatorName(name));
  }

  @Test
  void operatorNameAndText_allThresholds_areShown() {
    Policy policy = Policy.keep().maxAdds(100).maxDeletes(50).window(31_536_000);
    assertEquals("lastword.v1.keep.a100.d50.w31536000", policy.operatorName());
    assertEquals("keep maxAdds=100 maxDeletes=50 window=31536000", policy.toText());
    assertEquals("forget", Policy.unbounded().toString());
    assertEquals(OptionalLong.of(50), policy.maxDeletes());
    assertEquals(OptionalLong.empty(), Policy.keep().maxDeletes());
  }

  @Test
  void isUnbounded_ofAllPolicies_holdsForTheTwoWithoutAThreshold() {
    assertEquals(
        List.of(Policy.forget(), Policy.keep()),
        all().stream().filter(Policy::isUnbounded).toList());
  }

  @Test
  void equals_anyDifference_isUnequal() {
    Policy policy = Policy.forget().maxAdds(1).maxDeletes(2).window(3);
    assertEquals(policy.hashCode(), Policy.forget().window(3).maxDeletes(2).maxAdds(1).hashCode());
    assertNotEquals(policy.hashCode(), Policy.unbounded().hashCode());
    assertEquals(policy, Policy.forget().window(3).maxDeletes(2).maxAdds(1));
    assertNotEquals(policy, Policy.keep().maxAdds(1).maxDeletes(2).window(3));
    assertNotEquals(policy, policy.maxAdds(0));
    assertNotEquals(policy, policy.maxDeletes(0));
    assertNotEquals(policy, policy.window(0));
  }

  @Test
  void withers_negative_areRefusedWithTheNameAndTheValue() {
    Policy policy = Policy.forget();
    assertEquals("maxAdds is -1; it must be 0 or more", refusal(() -> policy.maxAdds(-1)));
    assertEquals("maxDeletes is -2; it must be 0 or more", refusal(() -> policy.maxDeletes(-2)));
    assertEquals("window is -3; it must be 0 or more", refusal(() -> policy.window(-3)));
  }

  private static String refusal(Runnable wither) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, wither::run).getMessage());
  }

  @Test
  void oldestKept_subtractionBelowTheLeastStamp_saturates() {
    assertEquals(40, Policy.forget().window(60).oldestKept(100));
    assertEquals(100, Policy.forget().window(0).oldestKept(100));
    assertEquals(Long.MIN_VALUE, Policy.forget().window(1).oldestKept(Long.MIN_VALUE));
    assertEquals(Long.MIN_VALUE, Policy.forget().window(Long.MAX_VALUE).oldestKept(-2));
    assertEquals(Long.MIN_VALUE, Policy.forget().window(Long.MAX_VALUE).oldestKept(-1));
    assertEquals(0, Policy.forget().window(Long.MAX_VALUE).oldestKept(Long.MAX_VALUE));
  }
}
