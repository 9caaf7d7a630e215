// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns with fingerprints that a lane-wise test may take for one another. */
final class MemberSearchTest {

  private static final int PRINT = 0x8001;

  /** Differences that carry or borrow into the next lane, or look like a zero lane above one. */
  private static final int[] DIFFERENCES = {0, 0, 1, 0x8000, 0x8001, 0xffff, 0x7fff, 0x0100};

  private final GuardedMemory memory = new GuardedMemory();
  private final RecordView view = new RecordView();

  @ParameterizedTest
  @ValueSource(ints = {9, 16, 31})
  void find_collidingFingerprints_isTheFirstEntryWithTheMember(int width) {
    SplittableRandom random = new SplittableRandom(width);
    for (int round = 0; round < 3_000; round++) {
      int count = 2 + random.nextInt(14);
      int[] prints = new int[count];
      byte[] members = new byte[count * width];
      for (int i = 0; i < count; i++) {
        prints[i] = PRINT ^ DIFFERENCES[random.nextInt(DIFFERENCES.length)];
        // A member always has its fingerprint; several may have that of another.
        members[i * width] = (byte) (random.nextInt(3) + (prints[i] == PRINT ? 0 : 10));
      }
      byte[] wanted = new byte[width];
      wanted[0] = (byte) random.nextInt(3);
      wrap(prints, members, width);
      assertEquals(expected(members, wanted), find(wanted));
    }
  }

  /** Blocks overlap where the column does not end with one. */
  @ParameterizedTest
  @ValueSource(ints = {511, 512, 513, 515, 700, 1_023, 1_024, 1_025, 1_300})
  void find_longColumn_findsEachEntryAndNoOther(int count) {
    int width = 9;
    byte[] wanted = new byte[width];
    wanted[0] = 1;
    for (int at = -1; at < count; at++) {
      int[] prints = new int[count];
      byte[] members = new byte[count * width];
      if (at >= 0) {
        prints[at] = PRINT;
        members[at * width] = 1;
      }
      wrap(prints, members, width);
      assertEquals(at, find(wanted));
    }
  }

  /** Blocks of a column that is shorter than one would begin before the record. */
  @Test
  void find_oneEntryWhereMemoryBegins_looksAtNothingBeforeIt() {
    byte[] record =
        TombstoneRecord.of(new int[] {PRINT}, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 9);
    assertNull(view.wrap(memory.putFirst(0, record), record.length));
    assertEquals(0, find(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9}));
    assertEquals(-1, find(new byte[9]));
  }

  /** Members of one byte have no fingerprints; the next group's lie right behind. */
  @ParameterizedTest
  @CsvSource({"x, 0", "y, 1", "a, -1", "z, -1"})
  void find_membersOfOneByte_areThoseOfTheGroupAlone(char member, int index) {
    byte[] record =
        HexFormat.of().parseHex("1000000900000000000000" + "0100" + "00020100" + "7879" + "7a");
    assertNull(view.wrap(memory.put(0, record), record.length));
    assertEquals(index, find(new byte[] {(byte) member}));
  }

  private static int expected(byte[] members, byte[] wanted) {
    for (int i = 0; i < members.length / wanted.length; i++) {
      if (members[i * wanted.length] == wanted[0]) {
        return i;
      }
    }
    return -1;
  }

  private int find(byte[] wanted) {
    long hash = (long) PRINT << 48;
    return view.find(RecordFormat.TOMBSTONES, memory.put(1, wanted), wanted.length, hash);
  }

  private void wrap(int[] prints, byte[] members, int width) {
    byte[] record = TombstoneRecord.of(prints, members, width);
    assertNull(view.wrap(memory.put(0, record), record.length));
  }

  @AfterEach
  void free() {
    memory.close();
  }
}
