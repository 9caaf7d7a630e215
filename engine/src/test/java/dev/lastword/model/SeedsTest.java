// SPDX-License-Identifier: Apache-2.0
package dev.lastword.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The harness itself: it repeats, it finds, it shrinks, and its cases reach the corners. */
final class SeedsTest {
  @Test
  void gen_sameSeed_drawsTheSame() {
    for (long seed = 0; seed < 50; seed++) {
      Gen first = new Gen(seed);
      Gen second = new Gen(seed);
      assertEquals(first.anyPolicy(), second.anyPolicy());
      assertEquals(first.ops(), second.ops());
    }
  }

  @Test
  void shrink_twoCulprits_leavesThemAlone() {
    List<Integer> items = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      items.add(i);
    }
    assertEquals(
        List.of(17, 400), Shrinker.shrink(items, 3_000, some -> some.containsAll(Set.of(17, 400))));
    assertEquals(List.of(), Shrinker.shrink(items, 3_000, some -> true));
  }

  @Test
  void forAll_brokenLaw_reportsSeedAndFewestOperations() {
    Seeds.Law law =
        (gen, policy, ops) -> assertTrue(ops.stream().filter(op -> op.kind() == '-').count() < 3);
    AssertionError error =
        assertThrows(
            AssertionError.class,
            () -> {
              for (long seed = 0; seed < 500; seed++) {
                Seeds.run(seed, Gen::anyPolicy, law);
              }
            });
    String message = String.valueOf(error.getMessage());
    assertTrue(message.contains("-Dlastword.seed="), message);
    String shown = message.replaceAll("(?s).* by \\[(.*?)\\]; run.*", "$1");
    assertEquals(3, shown.split(", ", -1).length, message);
  }

  @Test
  void gen_manySeeds_reachTheCorners() {
    Set<String> corners = new HashSet<>();
    for (long seed = 0; seed < 3_000; seed++) {
      for (Op op : new Gen(seed).ops()) {
        corners.add("kind " + op.kind());
        corners.add("length " + Math.min(op.member().length(), 256));
        if (op.member().length() == Op.MAX_MEMBER) {
          corners.add("longest");
        }
        if (op.stamp() == Long.MIN_VALUE || op.stamp() == Long.MAX_VALUE) {
          corners.add("stamp " + op.stamp());
        }
        if (op.member().equals(Bytes.hex("00")) || op.member().equals(Bytes.hex("ff"))) {
          corners.add("member " + op.member());
        }
      }
    }
    assertTrue(
        corners.containsAll(
            Set.of(
                "kind +",
                "kind -",
                "kind !",
                "length 0",
                "length 1",
                "length 8",
                "length 32",
                "length 256",
                "longest",
                "stamp " + Long.MIN_VALUE,
                "stamp " + Long.MAX_VALUE,
                "member \\x00",
                "member \\xff")),
        corners::toString);
  }
}
