// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static dev.lastword.TestStores.utf8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.merge.Policy;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What the store refuses, before anything is written. */
final class StoreArgumentsTest {
  private static final byte[] KEY = utf8("key");

  @TempDir Path dir;

  @Test
  void operations_withLengthsOutOfRange_areRefusedAndNothingIsWritten() {
    byte[] longest = new byte[SetWriter.MAX_MEMBER_BYTES + 1];
    byte[] longKey = new byte[SetWriter.MAX_KEY_BYTES + 1];
    byte[] none = {};
    try (LwwStore store = LwwStore.open(dir, Policy.forget());
        LwwBatch batch = store.batch()) {
      for (SetWriter writer : List.<SetWriter>of(store, batch)) {
        refused("member is empty", () -> writer.add(KEY, none, 1));
        refused("member is empty", () -> writer.delete(KEY, none, 1));
        refused("key=key", () -> writer.add(KEY, none, 1));
        refused("member is 65536 bytes; the limit is 65535", () -> writer.add(KEY, longest, 1));
        refused("member is 65536 bytes", () -> writer.delete(KEY, longest, 1));
        refused("member is 65536 bytes", () -> writer.forget(KEY, 1, longest));
        refused(
            "member is empty", () -> writer.add(ByteBuffer.wrap(KEY), ByteBuffer.wrap(none), 1));
        refused(
            "member is 65536",
            () -> writer.delete(ByteBuffer.wrap(KEY), ByteBuffer.wrap(longest), 1));
        refused("key is empty", () -> writer.add(none, KEY, 1));
        refused("key is 65537 bytes; the limit is 65536", () -> writer.add(longKey, KEY, 1));
        refused(
            "key is 65537", () -> writer.delete(ByteBuffer.wrap(longKey), ByteBuffer.wrap(KEY), 1));
        refused("key is empty", () -> writer.forget(none, 1));
        refused("key is empty", () -> writer.join(none, none));
      }
      assertEquals(0, batch.count());
      refused("key is empty", () -> store.size(none));
      refused("key is 65537", () -> store.select(longKey, 0, 1));
      refused("offset is -1", () -> store.select(KEY, -1, 1));
      refused("limit is -1", () -> store.select(KEY, 0, -1));
      refused("limit is -1", () -> store.select(KEY, null, null, -1));
      refused("limit is -1", () -> store.timeline(List.of(KEY), null, -1));
      refused("key is empty", () -> store.timeline(List.of(KEY, none), null, 1));
      refused("member is empty", () -> store.contains(KEY, none));
      refused("maxSkew is -1", () -> LwwStore.builder(dir).maxFutureSkew(-1, () -> 0));
      try (KeyIterator keys = store.keys()) {
        assertFalse(keys.hasNext());
      }
    }
  }

  @Test
  void operations_withTheLongestKeyAndMember_roundTrip() {
    byte[] key = new byte[SetWriter.MAX_KEY_BYTES];
    byte[] member = new byte[SetWriter.MAX_MEMBER_BYTES];
    try (LwwStore store = LwwStore.open(dir, Policy.forget())) {
      store.add(key, member, Long.MIN_VALUE);
      store.add(ByteBuffer.wrap(key), ByteBuffer.wrap(new byte[] {1}), Long.MAX_VALUE);
      List<Entry> entries = store.select(key, 0, 10);
      assertEquals(
          List.of(new Entry(new byte[] {1}, Long.MAX_VALUE), new Entry(member, Long.MIN_VALUE)),
          entries);
      assertTrue(store.contains(key, member).isPresent());
    }
  }

  @Test
  void buffers_afterACall_areWhereTheyWere() {
    ByteBuffer key = ByteBuffer.wrap(utf8("xkeyx")).position(1).limit(4);
    ByteBuffer member = ByteBuffer.allocateDirect(8).put(2, utf8("m")).position(2).limit(3);
    try (LwwStore store = LwwStore.open(dir, Policy.forget())) {
      store.add(key, member, 5);
      assertTrue(store.contains(key, member).isPresent());
      assertEquals(1, store.size(key));
      assertEquals(List.of(new Entry(utf8("m"), 5)), store.select("key", 0, 2));
      store.delete(key, member.asReadOnlyBuffer(), 6);
      assertEquals(0, store.size(key));
    }
    assertEquals(1, key.position());
    assertEquals(4, key.limit());
    assertEquals(2, member.position());
    assertEquals(3, member.limit());
  }

  @Test
  void join_ofWhatIsNoRecord_isRefusedBeforeAnythingIsWritten() {
    byte[][] malformed = {
      {0}, {0x11}, {0x20, 1, 2}, {0x11, 0, 0, 0, 0, 0, 0, 0, 0}, utf8("not a record at all"),
    };
    try (LwwStore store = LwwStore.open(dir, Policy.forget());
        LwwBatch batch = store.batch()) {
      for (byte[] record : malformed) {
        for (SetWriter writer : List.<SetWriter>of(store, batch)) {
          CorruptRecordException refused =
              assertThrows(CorruptRecordException.class, () -> writer.join(KEY, record));
          assertArrayEquals(KEY, refused.key());
          assertTrue(String.valueOf(refused.getMessage()).contains(refused.reason()));
        }
      }
      assertEquals(0, batch.count());
      assertNull(store.record(KEY));
      store.join(KEY, new byte[0]);
      assertNull(store.record(KEY), "the empty record changes nothing");
    }
  }

  /** Every field of such a record is sound; only a full check sees the repetition. */
  @Test
  void join_ofARecordWithAMemberTwice_isRefused() {
    try (LwwStore store = LwwStore.open(dir, Policy.forget())) {
      byte[] record = withAMemberTwice(store);
      CorruptRecordException refused =
          assertThrows(CorruptRecordException.class, () -> store.join("other", record));
      assertEquals("a member twice among the adds", refused.reason());
      assertNull(store.record("other"));
    }
  }

  @Test
  void decode_ofARecordWithAMemberTwice_isRefused() {
    try (LwwStore store = LwwStore.open(dir, Policy.forget())) {
      CorruptRecordException refused =
          assertThrows(
              CorruptRecordException.class, () -> SetState.decode(withAMemberTwice(store)));
      assertEquals("a member twice among the adds", refused.reason());
    }
  }

  @Test
  void join_bothWays_makesReplicasEqual() {
    try (LwwStore one = LwwStore.open(dir.resolve("1"), Policy.forget().maxAdds(3));
        LwwStore two = LwwStore.open(dir.resolve("2"), Policy.forget().maxAdds(3))) {
      one.add("key", "a", 1);
      one.add("key", "b", 4);
      one.delete("key", "a", 3);
      two.add("key", "c", 2);
      two.add("key", "a", 5);
      two.join("key", Objects.requireNonNull(one.record("key")));
      one.join("key", Objects.requireNonNull(two.record("key")));
      assertArrayEquals(two.record("key"), one.record("key"));
      assertEquals(3, one.size("key"));
    }
  }

  @Test
  void guard_whenSet_refusesStampsTooFarAhead() {
    long now = 1_000;
    try (LwwStore far = LwwStore.open(dir.resolve("far"), Policy.forget());
        LwwStore store =
            LwwStore.builder(dir.resolve("near"))
                .policy(Policy.forget())
                .maxFutureSkew(10, () -> now)
                .open();
        LwwBatch batch = store.batch()) {
      for (SetWriter writer : List.<SetWriter>of(store, batch)) {
        for (long stamp : new long[] {now + 11, Long.MAX_VALUE}) {
          assertThrows(StampGuardException.class, () -> writer.add("key", "a", stamp));
          assertThrows(StampGuardException.class, () -> writer.delete("key", "a", stamp));
          assertThrows(StampGuardException.class, () -> writer.forget("key", stamp));
        }
        writer.add("key", "a", now + 10);
        writer.add("key", "b", Long.MIN_VALUE);
      }
      far.add("key", "z", now + 1_000);
      far.add("key", "y", now);
      byte[] record = Objects.requireNonNull(far.record("key"));
      StampGuardException refused =
          assertThrows(StampGuardException.class, () -> store.join("key", record));
      assertEquals(now + 1_000, refused.stamp());
      assertEquals(2, batch.count());
      assertEquals(2, store.size("key"));
    }
  }

  @Test
  void guard_nearTheEndsOfTheRange_doesNotOverflow() {
    try (LwwStore store =
        LwwStore.builder(dir)
            .policy(Policy.forget())
            .maxFutureSkew(Long.MAX_VALUE, () -> -5)
            .open()) {
      assertThrows(StampGuardException.class, () -> store.add("key", "a", Long.MAX_VALUE));
      store.add("key", "b", Long.MAX_VALUE - 5);
      store.add("key", "c", Long.MIN_VALUE);
      assertEquals(2, store.size("key"));
    }
  }

  private static byte[] withAMemberTwice(LwwStore store) {
    store.add("key", "aa", 1);
    store.add("key", "bb", 2);
    byte[] record = Objects.requireNonNull(store.record("key"));
    record[record.length - 4] = 'a';
    record[record.length - 3] = 'a';
    return record;
  }

  private static void refused(String words, Executable call) {
    IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, call);
    String message = String.valueOf(thrown.getMessage());
    assertTrue(message.contains(words), message);
  }
}
