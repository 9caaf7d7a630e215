// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static dev.lastword.TestStores.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.merge.MergeMetrics;
import dev.lastword.merge.Policy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is read while operands pend, of which a page or a membership has no more merged than it
 * needs, is what is read when all is compacted.
 */
final class StorePendingReadTest {
  private static final List<byte[]> KEYS = List.of(utf8("a"), utf8("b"), utf8("c"), utf8("d"));
  private static final int SPAN = 2_000;
  private static final int NUMBERS = 700;

  @TempDir Path dir;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void answers_underPendingOperands_areThoseOfTheCompactedSets(long seed) {
    Random random = new Random(seed);
    try (LwwStore store = LwwStore.builder(dir).policy(policy(random)).open()) {
      boolean longMembers = random.nextBoolean();
      for (int key = 0; key < KEYS.size(); key++) {
        write(store, random, key, new int[] {0, 40, 70, 900}[key], longMembers);
      }
      store.compact();
      for (int key = 0; key < KEYS.size(); key++) {
        write(store, random, key, 1 + random.nextInt(150), longMembers);
      }
      List<Object> pending = answers(store, longMembers);
      store.compact();
      assertEquals(answers(store, longMembers), pending, "seed " + seed);
    }
  }

  @Test
  void reads_underPendingOperands_haveNoMoreMergedThanTheyNeed() {
    try (LwwStore store = LwwStore.open(dir, Policy.forget().maxAdds(5_000))) {
      for (int i = 0; i < 5_000; i++) {
        store.add("key", "member " + i, i);
      }
      store.compact();
      byte[] stored = Objects.requireNonNull(store.record(utf8("key")));
      store.add("key", "member 1", 5_000);
      long before = bytesRead(store);
      assertEquals(5_000, store.contains(utf8("key"), utf8("member 1")).stamp());
      long membership = bytesRead(store) - before;
      assertEquals(9 + "member 1".length(), membership, "one operation");
      long merged = store.metrics().merges().recordReads().bytesIn();
      assertEquals(stored.length + membership, merged, "what is stored, and the operand");
      store.select(utf8("key"), 400, 50);
      long page = bytesRead(store) - before - membership;
      assertTrue(page > 450 * 10 && page < 451 * 20 + 100, page + " bytes for 451 entries");
    }
  }

  private static long bytesRead(LwwStore store) {
    MergeMetrics merges = store.metrics().merges();
    return merges.recordReads().bytesOut() + merges.pageReads().bytesOut();
  }

  private static Policy policy(Random random) {
    Policy policy = random.nextBoolean() ? Policy.forget() : Policy.keep();
    policy = random.nextBoolean() ? policy.maxAdds(30 + random.nextInt(600)) : policy;
    policy = random.nextBoolean() ? policy.maxDeletes(20 + random.nextInt(200)) : policy;
    return random.nextBoolean() ? policy.window(SPAN / 2) : policy;
  }

  private static void write(LwwStore store, Random random, int key, int count, boolean longNames) {
    for (int i = 0; i < count; i++) {
      int number = random.nextInt(NUMBERS);
      byte[] member = utf8(member(number, longNames));
      long stamp = random.nextInt(SPAN);
      if (random.nextInt(4) == 0) {
        store.delete(KEYS.get(key), member, stamp);
      } else {
        store.add(KEYS.get(key), member, stamp);
      }
    }
  }

  private static String member(int number, boolean longName) {
    return longName ? "member ".repeat(1 + number % 20) + number : "" + number;
  }

  private static List<Object> answers(LwwStore store, boolean longMembers) {
    List<Object> answers = new ArrayList<>();
    for (byte[] key : KEYS) {
      for (int limit : new int[] {1, 50, 64, 65, 66, 1_000}) {
        for (long offset : new long[] {0, 1, 14, 63, 64, 65, 100, 400}) {
          List<Entry> page = store.select(key, offset, limit);
          answers.add(page);
          assertEquals(page, buffered(store, key, offset, limit));
        }
        for (long stamp = 0; stamp < SPAN; stamp += SPAN / 9) {
          answers.add(store.select(key, Cursor.of(stamp), null, limit));
          answers.add(store.select(key, null, Cursor.of(stamp), limit));
        }
      }
      answers.add(store.size(key));
      for (int number = 0; number < NUMBERS; number++) {
        answers.add(store.contains(key, utf8(member(number, longMembers))));
      }
    }
    for (int limit : new int[] {1, 64, 65, 66, 200, 3_000}) {
      answers.add(store.timeline(KEYS, null, limit));
      answers.add(store.timeline(KEYS, Cursor.of(SPAN / 3), limit));
    }
    return answers;
  }

  /** The page as a buffer has it, both copied from it and read where it lies. */
  private static List<Entry> buffered(LwwStore store, byte[] key, long offset, int limit) {
    EntryBuffer buffer = new EntryBuffer();
    store.select(key, offset, limit, buffer);
    List<Entry> page = new ArrayList<>();
    for (int i = 0; i < buffer.size(); i++) {
      int from = buffer.memberOffset(i);
      byte[] member = Arrays.copyOfRange(buffer.array(), from, from + buffer.memberLength(i));
      page.add(new Entry(member, buffer.stamp(i)));
      assertEquals(page.getLast(), buffer.entry(i));
    }
    return page;
  }
}
