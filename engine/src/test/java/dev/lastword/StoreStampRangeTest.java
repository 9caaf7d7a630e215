// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static dev.lastword.TestStores.utf8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lastword.merge.KernelStateMachine;
import dev.lastword.merge.Policy;
import dev.lastword.model.Bytes;
import dev.lastword.model.ModelMerge;
import dev.lastword.model.ModelPolicy;
import dev.lastword.model.ModelState;
import dev.lastword.model.Op;
import dev.lastword.model.Position;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ends of what a stamp, an offset and a buffer can be. */
final class StoreStampRangeTest {
  private static final long[] STAMPS = {
    Long.MIN_VALUE, Long.MIN_VALUE + 1, -2, -1, 0, 1, Long.MAX_VALUE - 1, Long.MAX_VALUE
  };

  @TempDir Path temp;

  /** Every pair of stamps in a set of its own, added and deleted, under windows at both ends. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, Long.MAX_VALUE - 1, Long.MAX_VALUE})
  void sets_withStampsAtTheEnds_areWhatTheModelSays(long window) {
    for (ModelPolicy.Overflow overflow : ModelPolicy.Overflow.values()) {
      ModelPolicy model = ModelPolicy.forget().with(overflow).window(window);
      Path dir = temp.resolve(overflow.toString());
      try (LwwStore store = LwwStore.open(dir, Policy.unbounded())) {
        forEachSet((key, ops) -> ops.forEach(op -> apply(store, key, op)));
        store.compact(); // no window yet: now reads and the sweep have to apply it
      }
      try (LwwStore store =
          LwwStore.builder(dir)
              .policy(TestStores.policy(model))
              .onPolicyChange(PolicyChange.ADOPT)
              .open()) {
        check(store, model);
        store.sweep(Progress.NONE);
        check(store, model);
        store.compact();
        check(store, model);
        if (overflow == ModelPolicy.Overflow.FORGET) { // KEEP may let what comes this late win
          forEachSet((key, ops) -> apply(store, key, ops.getFirst()));
          store.flush();
          check(store, model);
        }
      }
    }
  }

  private interface SetVisitor {
    void at(String key, List<Op> ops);
  }

  private static void forEachSet(SetVisitor visitor) {
    for (int i = 0; i < STAMPS.length; i++) {
      for (int j = 0; j < STAMPS.length; j++) {
        visitor.at("adds" + i + j, List.of(Op.add("a", STAMPS[i]), Op.add("b", STAMPS[j])));
        visitor.at(
            "deletes" + i + j,
            List.of(Op.add("a", STAMPS[i]), Op.delete("a", STAMPS[j]), Op.delete("b", 0)));
        visitor.at(
            "forgets" + i + j,
            List.of(
                Op.add("a", STAMPS[i]),
                Op.add("c", STAMPS[i]),
                new Op('!', Bytes.utf8("b"), STAMPS[j])));
      }
    }
  }

  private static void apply(LwwStore store, String key, Op op) {
    byte[] member = op.member().array();
    switch (op.kind()) {
      case '+' -> store.add(utf8(key), member, op.stamp());
      case '-' -> store.delete(utf8(key), member, op.stamp());
      default -> store.forget(utf8(key), op.stamp(), member);
    }
  }

  private static void check(LwwStore store, ModelPolicy policy) {
    try (KernelStateMachine machine = new KernelStateMachine()) {
      forEachSet((key, ops) -> {
        ModelState state =
            ModelMerge.fullMerge(policy, null, ops.stream().map(ModelState::of).toList());
        assertEquals(state, machine.decode(Objects.requireNonNull(store.record(key))), key);
        List<Position> page =
            store.select(key, 0, 9).stream()
                .map(entry -> new Position(entry.stamp(), Bytes.of(entry.member())))
                .toList();
        assertEquals(state.visible(), page, key);
        assertEquals(page.size(), store.size(key), key);
        ModelState.Answer known = state.contains(Bytes.utf8("a"));
        assertEquals(known.kind() == '+', store.contains(key, "a").isPresent(), key);
        for (Position at : page) {
          Cursor cursor = new Cursor(at.stamp(), at.member().array());
          int older = (int) page.stream().filter(other -> other.compareTo(at) < 0).count();
          assertEquals(older, store.select(key, cursor, null, 9).size(), key);
          assertEquals(page.size() - older - 1, store.select(key, null, cursor, 9).size(), key);
          assertEquals(older, store.timelineOf(List.of(key), cursor, 9).size(), key);
        }
      });
    }
  }

  @Test
  void pages_withHugeOffsetsAndLimits_areCutToWhatIsThere() {
    try (LwwStore store = LwwStore.open(temp, Policy.forget())) {
      for (int i = 0; i < 200; i++) {
        store.add("key", "m" + i, i);
      }
      EntryBuffer buffer = new EntryBuffer();
      for (long offset : new long[] {0, 64, 199, 200, 201, 1L << 31, 1L << 32, Long.MAX_VALUE}) {
        for (int limit : new int[] {0, 1, 64, 200, Integer.MAX_VALUE - 1, Integer.MAX_VALUE}) {
          long expected = Math.min(Math.max(0, 200 - offset), limit);
          assertEquals(expected, store.select("key", offset, limit).size());
          store.select(utf8("key"), offset, limit, buffer);
          assertEquals(expected, buffer.size());
        }
      }
      assertEquals(200, store.select("key", null, null, Integer.MAX_VALUE).size());
      assertEquals(200, store.timelineOf(List.of("key", "none"), null, Integer.MAX_VALUE).size());
    }
  }

  @Test
  void buffers_ofEveryKind_areReadAlikeAndStayAsTheyAre() {
    try (LwwStore store = LwwStore.open(temp, Policy.forget());
        LwwBatch batch = store.batch()) {
      List<ByteBuffer> keys = kinds("key");
      List<ByteBuffer> members = kinds("member");
      for (int i = 0; i < keys.size(); i++) {
        ByteBuffer key = keys.get(i);
        ByteBuffer member = members.get(i);
        String keyBefore = key + " " + key.order();
        String memberBefore = member + " " + member.order();
        store.add(key, member, 10 * i + 1);
        assertEquals(1, store.size(key));
        assertEquals(1, store.select(key, 0, 9).size());
        assertEquals(1, store.select(key, null, null, 9).size());
        assertEquals(10 * i + 1, store.contains(key, member).stamp());
        store.delete(key, member, 10 * i + 2);
        assertEquals(0, store.size(key));
        batch.add(key, member, 10 * i + 3);
        batch.delete(key, member, 10 * i + 4);
        batch.write();
        assertEquals(10 * i + 4, store.contains(key, member).stamp());
        byte[] record = Objects.requireNonNull(store.record(key));
        store.join(key, ByteBuffer.wrap(record).asReadOnlyBuffer());
        assertArrayEquals(record, store.record(key));
        store.forget(key, 10 * i + 4);
        assertEquals(keyBefore, key + " " + key.order());
        assertEquals(memberBefore, member + " " + member.order());
      }
    }
  }

  private static List<ByteBuffer> kinds(String text) {
    byte[] bytes = utf8(text);
    List<ByteBuffer> kinds = new ArrayList<>();
    for (boolean direct : new boolean[] {false, true}) {
      ByteBuffer room = direct ? ByteBuffer.allocateDirect(32) : ByteBuffer.allocate(32);
      room.put(5, bytes).position(5).limit(5 + bytes.length);
      kinds.add(room);
      kinds.add(room.duplicate().order(ByteOrder.LITTLE_ENDIAN));
      kinds.add(room.asReadOnlyBuffer());
      kinds.add(room.slice());
      kinds.add(room.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN));
    }
    return kinds;
  }
}
