// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.Entry;
import dev.lastword.SetState;
import dev.lastword.model.ModelPolicy;
import dev.lastword.model.Seeds;
import dev.lastword.record.Operations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A state that was split is the join of its parts. */
final class StatePartsTest {
  private static final byte[] UNREADABLE = {99, 98, 97};

  @Test
  void parts_ofRandomStates_joinToTheSameBytesInAnyOrder() {
    Seeds.forAll(
        300,
        gen -> ModelPolicy.forget(),
        (gen, policy, ops) -> {
          List<byte[]> operands = new ArrayList<>(Models.operands(ops));
          if (gen.chance(20)) {
            operands.add(UNREADABLE);
          }
          byte[] state = RecordJoin.of(operands);
          int longest = ops.stream().mapToInt(op -> op.member().length()).max().orElse(0);
          int limit = 3 * longest + 64 + gen.below(200); // an add, a delete, a horizon
          List<byte[]> parts = StateParts.of(state, limit); // none where members are few and large
          assertTrue(Integer.bitCount(parts.size()) <= 1);
          for (List<byte[]> some : List.of(parts, StateParts.packed(state, limit))) {
            some.forEach(part -> assertTrue(part.length <= limit));
            if (!some.isEmpty()) {
              assertArrayEquals(state, RecordJoin.of(gen.repeated(gen.shuffled(some))));
            }
          }
        });
  }

  @Test
  void members_ofAGrowingState_moveIntoTheUpperHalfOnly() {
    List<byte[]> operands = new ArrayList<>();
    Map<String, Integer> before = new HashMap<>();
    int countBefore = 1;
    for (int i = 0; i < 3_000; i++) {
      operands.add(Operations.add(("member" + i).getBytes(UTF_8), i));
      if (i % 500 == 499) {
        List<byte[]> parts = StateParts.of(RecordJoin.of(operands), 4_000);
        Map<String, Integer> now = places(parts);
        for (Map.Entry<String, Integer> place : before.entrySet()) {
          assertEquals(
              place.getValue(), now.getOrDefault(place.getKey(), -1) % countBefore, place.getKey());
        }
        before = now;
        countBefore = parts.size();
      }
    }
    assertTrue(countBefore > 4);
  }

  private static Map<String, Integer> places(List<byte[]> parts) {
    Map<String, Integer> places = new HashMap<>();
    for (int part = 0; part < parts.size(); part++) {
      for (Entry entry : SetState.decode(parts.get(part)).adds()) {
        places.put(entry.memberText(), part);
      }
    }
    return places;
  }

  /** A producer can choose them so. */
  @Test
  void members_thatHashAlike_arePacked() {
    byte[] state = RecordJoin.of(Models.operands(Histories.alike(100)));
    assertEquals(List.of(), StateParts.of(state, 500));
    List<byte[]> parts = StateParts.packed(state, 500);
    parts.forEach(part -> assertTrue(part.length <= 500));
    assertArrayEquals(state, RecordJoin.of(parts));
    assertTrue(parts.size() <= 3 * state.length / 500, parts.size() + " parts");
  }

  @Test
  void members_addedAndDeleted_stayInOnePart() {
    List<byte[]> operands = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      byte[] member = ("member" + i).getBytes(UTF_8);
      operands.add(Operations.add(member, 1_000 + 2 * i));
      operands.add(Operations.delete(member, 1_000 + 2 * i + i % 2));
    }
    for (byte[] part : StateParts.packed(RecordJoin.of(operands), 500)) {
      SetState state = SetState.decode(part);
      assertEquals(members(state.adds()), members(state.deletes()));
    }
  }

  private static Set<String> members(List<Entry> entries) {
    return entries.stream().map(Entry::memberText).collect(Collectors.toSet());
  }

  @Test
  void state_thatNoPartCanHold_isRefused() {
    byte[] state = RecordJoin.of(List.of(Operations.add(new byte[500], 1)));
    assertEquals(List.of(), StateParts.of(state, 100));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> StateParts.packed(state, 100));
    assertTrue(String.valueOf(e.getMessage()).contains("cannot be split into records of 100"));
  }
}
