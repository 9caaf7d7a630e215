// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Members are eight bytes of a number and a 0; their fingerprints are not those of their hashes.
 */
final class BatchSearchTest {

  private static final int WIDTH = 9;
  private static final int BEHIND = 20;
  private static final int SEGMENT = RecordFormat.TOMBSTONES + 1;

  private final GuardedMemory memory = new GuardedMemory();
  private final RecordView view = new RecordView();
  private final BatchSearch search = new BatchSearch(view);
  private final int[] expected = new int[BatchSearch.MOST];

  /**
   * Each entry is searched for at some place of a batch, among others that are there and not, or
   * lie behind those to be looked at.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 511, 512, 513, 700, 1_024, 1_300})
  void find_severalMembers_findsEachEntryAndNoOther(int count) {
    SplittableRandom random = new SplittableRandom(count);
    int all = count + BEHIND;
    int[] prints = attach(all, random);
    for (int at = 0; at < all; at++) {
      search.clear();
      int size = 1 + random.nextInt(BatchSearch.MOST);
      int place = random.nextInt(size);
      for (int i = 0; i < size; i++) {
        boolean absent = i != place && random.nextInt(3) == 0;
        int entry = i == place ? at : random.nextInt(all);
        add(i, absent ? all + i : entry, prints[entry]);
        expected[i] = absent || entry >= count ? -1 : entry;
      }
      search.find(SEGMENT, count);
      assertEquals(size, search.size());
      for (int i = 0; i < size; i++) {
        assertEquals(i, search.number(i));
        assertEquals(expected[i], search.index(i), "member " + i + " of " + size + " at " + at);
      }
    }
  }

  @Test
  void add_memberOfALengthThatTheRecordLacks_isLeftOut() {
    int[] prints = attach(600, new SplittableRandom(1));
    search.add(7, memory.put(1, new byte[WIDTH + 1]), WIDTH + 1, 0);
    add(8, 599, prints[599]);
    search.find(SEGMENT, 600);
    assertEquals(1, search.size());
    assertEquals(8, search.number(0));
    assertEquals(599, search.index(0));
  }

  /** A pass over a whole block would begin before the record. */
  @Test
  void find_oneEntryWhereMemoryBegins_looksAtNothingBeforeIt() {
    byte[] record = TombstoneRecord.of(new int[] {5}, member(3), WIDTH);
    assertNull(view.wrap(memory.putFirst(0, record), record.length));
    for (int i = 0; i < 4; i++) {
      add(i, i, 5);
    }
    search.find(SEGMENT, 1);
    for (int i = 0; i < 4; i++) {
      assertEquals(i == 3 ? 0 : -1, search.index(i));
    }
  }

  /** More members of one byte than a sound record can have: they have no fingerprints. */
  @Test
  void find_membersOfOneByte_comparesThemselves() {
    byte[] members = new byte[BatchSearch.SHORTEST];
    members[500] = 1;
    ByteBuffer record = ByteBuffer.wrap(TombstoneRecord.of(new int[members.length], members, 1));
    byte[] bare = new byte[record.capacity() - 2 * members.length]; // without the column of prints
    record.get(bare, 0, bare.length - members.length);
    System.arraycopy(members, 0, bare, bare.length - members.length, members.length);
    assertNull(view.wrap(memory.put(0, bare), bare.length));
    for (int i = 0; i < 4; i++) {
      search.add(i, memory.put(2 + i, new byte[] {(byte) i}), 1, 0);
    }
    search.find(SEGMENT, members.length);
    assertEquals(0, search.index(0));
    assertEquals(500, search.index(1));
    assertEquals(-1, search.index(2));
  }

  private void add(int number, int member, int print) {
    long address = memory.put(2 + number, member(member));
    search.add(number, address, WIDTH, (long) print << 48);
  }

  /** Attaches the view to members 0 to {@code count - 1}, of which many share a fingerprint. */
  private int[] attach(int count, SplittableRandom random) {
    int[] prints = new int[count];
    ByteBuffer members = ByteBuffer.allocate(count * WIDTH);
    for (int i = 0; i < count; i++) {
      prints[i] = random.nextInt(random.nextBoolean() ? 8 : 1 << 16);
      members.put(member(i));
    }
    byte[] record = TombstoneRecord.of(prints, members.array(), WIDTH);
    assertNull(view.wrap(memory.put(0, record), record.length));
    return prints;
  }

  private static byte[] member(int number) {
    return ByteBuffer.allocate(WIDTH).putLong(number).array();
  }

  @AfterEach
  void free() {
    memory.close();
  }
}
