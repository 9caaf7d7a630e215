// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.Entry;
import dev.lastword.LwwStore;
import dev.lastword.SetState;
import dev.lastword.merge.Policy;
import dev.lastword.record.RecordField;
import dev.lastword.record.RecordFields;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code inspect} shows is all of the record, and what the record says. */
class RecordFieldsTest {
  @TempDir Path dir;

  @Test
  void fields_randomRecords_coverEveryByteOnceAndHoldEveryEntry() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (LwwStore store =
        LwwStore.builder(dir.resolve("db"))
            .policy(Policy.unbounded())
            .onQuarantine((key, chunks, bytes) -> {})
            .open()) {
      for (int round = 0; round < 300; round++) {
        byte[] key = ("key" + round).getBytes(UTF_8);
        fill(store, key, random);
        byte[] record = Objects.requireNonNull(store.record(key));
        check(record, "round " + round + ", seed " + seed);
      }
    }
  }

  @Test
  void fields_bytesThatAreNoRecord_sayWhy() {
    List<RecordField> fields = RecordFields.of("\177junk".getBytes(UTF_8));
    assertEquals(1, fields.size());
    assertEquals("unreadable", fields.get(0).name());
    assertEquals(5, fields.get(0).length());
    assertEquals("the empty state", RecordFields.of(new byte[0]).get(0).value());
  }

  private static void fill(LwwStore store, byte[] key, Random random) throws Exception {
    int fixed = random.nextInt(14);
    for (int i = random.nextInt(200); i >= 0; i--) {
      byte[] member = new byte[fixed == 0 ? 1 + random.nextInt(400) : fixed];
      random.nextBytes(member);
      member[0] &= 3;
      long stamp = random.nextInt(1000);
      if (random.nextInt(3) == 0) {
        store.delete(key, member, stamp);
        store.add(key, member, stamp + random.nextLong(-9, 9));
      } else {
        store.add(key, member, stamp);
      }
    }
    if (random.nextBoolean()) {
      store.forget(key, random.nextInt(100), new byte[random.nextInt(20)]);
    }
    if (random.nextInt(4) == 0) {
      store.rocksdb().merge(key, ("\177poison" + random.nextInt()).getBytes(UTF_8));
      store.rocksdb().merge(key, "\177more".getBytes(UTF_8));
    }
  }

  private static void check(byte[] record, String round) {
    long at = 0;
    List<Entry> found = new ArrayList<>();
    for (RecordField field : RecordFields.of(record)) {
      if (field.name().endsWith(" entry")) {
        found.add(entry(field, record, round));
      } else {
        assertEquals(at, field.offset(), field.name() + ", " + round);
        at += field.length();
      }
    }
    assertEquals(record.length, at, round);
    SetState state = SetState.decode(record);
    List<Entry> expected = new ArrayList<>(state.adds());
    expected.addAll(state.deletes());
    expected.sort(ORDER);
    found.sort(ORDER);
    if (record.length > 0 && record[0] == 0x10) {
      assertEquals(expected, found, round);
    }
  }

  private static final Comparator<Entry> ORDER =
      Comparator.comparingLong(Entry::stamp).thenComparing(Entry::member, Arrays::compare);

  /** The bytes that lie where the field says are the member's, all or the first of them. */
  private static Entry entry(RecordField field, byte[] record, String round) {
    byte[] member = Objects.requireNonNull(field.bytes());
    int from = Math.toIntExact(field.offset());
    int length = Math.toIntExact(field.length());
    boolean folded = length == member.length - 2;
    assertTrue(folded || length == member.length, round);
    byte[] kept = Arrays.copyOfRange(record, from, from + length);
    assertArrayEquals(Arrays.copyOf(member, length), kept, round);
    return new Entry(member, Long.parseLong(field.value()));
  }
}
