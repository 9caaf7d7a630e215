// SPDX-License-Identifier: Apache-2.0
package dev.lastword.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lastword.Entry;
import dev.lastword.LwwBatch;
import dev.lastword.LwwStore;
import dev.lastword.Progress;
import dev.lastword.SetWriter;
import dev.lastword.StoreBuilder;
import dev.lastword.merge.Policy;
import dev.lastword.model.Soak;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The largest sets, members, keys and backlogs work, or are refused before anything is written. */
final class HugeInputTest {
  private static final byte[] KEY = {1};

  @TempDir Path temp;

  @Test
  void set_ofMillionsOfMembers_works() {
    int members = Soak.rounds(300_000, 5_000_000);
    try (LwwStore store = open()) {
      fill(store, members);
      store.compact();
      assertEquals(members, store.size(KEY));
      assertEquals(members - 1L, store.select(KEY, 0, 10).getFirst().stamp());
      assertEquals(
          members / 2L, store.select(KEY, members - members / 2 - 1, 3).getFirst().stamp());
      assertEquals(0, store.select(KEY, members - 1, 3).getFirst().stamp());
      assertTrue(store.contains(KEY, member(members / 3)).isPresent());
      store.delete(KEY, member(members / 3), members);
      assertEquals(members - 1, store.size(KEY));
      assertTrue(store.verify(finding -> {}, Progress.NONE).isClean());
    }
  }

  @Test
  void members_ofTheGreatestLength_work() {
    int members = Soak.rounds(200, 5_000);
    try (LwwStore store = open()) {
      for (int i = 0; i < members; i++) {
        store.add(KEY, longest(i), i);
      }
      store.compact();
      assertEquals(members, store.size(KEY));
      List<Entry> newest = store.select(KEY, 0, 2);
      assertArrayEquals(longest(members - 1), newest.getFirst().member());
      assertTrue(store.contains(KEY, longest(members / 2)).isPresent());
      assertThrows(
          IllegalArgumentException.class,
          () -> store.add(KEY, new byte[SetWriter.MAX_MEMBER_BYTES + 1], 1));
    }
  }

  @Test
  void operands_aHundredThousandPendingOnOneKey_areRead() {
    int operands = Soak.rounds(20_000, 100_000);
    try (LwwStore store = builder().columnFamilyOptions(o -> o.setMaxSuccessiveMerges(0)).open()) {
      for (int i = 0; i < operands; i++) {
        store.add(KEY, member(i), i);
      }
      assertEquals(operands, Objects.requireNonNull(store.pending(KEY)).operands().size());
      assertEquals(operands, store.size(KEY));
      assertEquals(operands - 1L, store.select(KEY, 0, 1).getFirst().stamp());
      store.compact();
      assertEquals(operands, store.size(KEY));
    }
  }

  @Test
  void keys_ofTheGreatestLength_work() {
    try (LwwStore store = open()) {
      for (int i = 0; i < 50; i++) {
        store.add(longKey(i), member(i), i);
      }
      store.compact();
      for (int i = 0; i < 50; i++) {
        assertEquals(i, store.select(longKey(i), 0, 2).getFirst().stamp());
      }
      assertThrows(
          IllegalArgumentException.class,
          () -> store.add(new byte[SetWriter.MAX_KEY_BYTES + 1], member(1), 1));
      assertNull(store.record(new byte[SetWriter.MAX_KEY_BYTES]));
    }
  }

  /** Needs 10 GB of memory and of disk. */
  @Test
  void set_growingPastTwoGibibytes_forgetsItsOldestAndGoesOn() {
    assumeTrue(Soak.isLong(), "only in the long form: needs 10 GB");
    int members = 34_000;
    try (LwwStore store = open()) {
      for (int i = 0; i < members; i++) {
        store.add(KEY, longest(i), i);
      }
      store.compact();
      assertTrue(store.shortened() > 0);
      store.add(KEY, member(7), members);
      assertEquals(members, store.select(KEY, 0, 1).getFirst().stamp());
      long size = store.size(KEY);
      assertTrue(size > 32_700 && size < 32_800, () -> size + " members");
      store.add(member(1), member(2), 3);
      store.flush();
      assertEquals(0, store.stats().backgroundErrors());
    }
  }

  private LwwStore open() {
    return builder().open();
  }

  private StoreBuilder builder() {
    return LwwStore.builder(temp.resolve("db")).policy(Policy.unbounded());
  }

  private static void fill(LwwStore store, int members) {
    for (int from = 0; from < members; from += 50_000) {
      try (LwwBatch batch = store.batch()) {
        for (int i = from; i < Math.min(members, from + 50_000); i++) {
          batch.add(KEY, member(i), i);
        }
        batch.write();
      }
    }
  }

  private static byte[] member(int number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number * 0x9E3779B97F4A7C15L).array();
  }

  private static byte[] longest(int number) {
    byte[] member = new byte[SetWriter.MAX_MEMBER_BYTES];
    Arrays.fill(member, (byte) number);
    ByteBuffer.wrap(member).putInt(number);
    return member;
  }

  private static byte[] longKey(int number) {
    byte[] key = new byte[SetWriter.MAX_KEY_BYTES];
    Arrays.fill(key, (byte) 'k');
    key[key.length - 1] = (byte) number;
    return key;
  }
}
