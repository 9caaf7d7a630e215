// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.lastword.record.GuardedMemory;
import dev.lastword.record.MemberHash;
import dev.lastword.record.Operations;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordFormat;
import dev.lastword.record.RecordView;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a view has stamps and members, among some of a group's entries; three share a stamp. */
final class ViewPositionTest {

  private final Kernel kernel = new Kernel();
  private final GuardedMemory memory = new GuardedMemory();
  private final RecordView view = new RecordView();

  @ParameterizedTest
  @CsvSource({"0, 1", "0, 63", "0, 64", "0, 65", "0, 70", "0, 130", "1, 1", "1, 2", "1, 70"})
  void firstUpTo_anyRangeAndStamp_isTheFirstNoNewer(int group, int count) {
    attach(group, count);
    for (int from = 0; from <= count; from++) {
      for (int to = from; to <= count; to++) {
        for (long stamp = -1; stamp <= count / 3 + 1; stamp++) {
          int expected = from;
          while (expected < to && view.stamp(group, expected) > stamp) {
            expected++;
          }
          assertEquals(expected, view.firstUpTo(group, from, to, stamp));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 2", "0, 63", "0, 64", "0, 65", "0, 130", "1, 2", "1, 70"})
  void find_amongTheFirst_findsThoseAndNoOther(int group, int count) {
    attach(group, count);
    for (int among = 0; among <= count; among++) {
      for (int i = 0; i <= count; i++) {
        byte[] member = i < count ? memberAt(group, i) : member(count);
        long address = memory.put(1, member);
        long hash = MemberHash.of(address, member.length);
        int expected = i < among ? i : -1;
        assertEquals(expected, view.find(group, among, address, member.length, hash));
        if (among == count) {
          assertEquals(expected, view.find(group, address, member.length, hash));
        }
      }
    }
  }

  private byte[] memberAt(int group, int index) {
    byte[] member = new byte[view.memberLength(group, index)];
    RawMemory.copyOut(view.memberAddress(group, index), member, 0, member.length);
    return member;
  }

  private void attach(int group, int count) {
    List<byte[]> operations = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      operations.add(
          group == RecordFormat.LIVE
              ? Operations.add(member(i), i / 3)
              : Operations.delete(member(i), i / 3));
    }
    operations.add( // so that there are two entries, and a state
        group == RecordFormat.LIVE
            ? Operations.delete(new byte[3], 0)
            : Operations.add(new byte[3], 0));
    byte[] record = kernel.merge(Policy.unbounded(), true, null, operations);
    assertNull(view.wrap(memory.put(0, record), record.length));
    assertEquals(count, view.count(group));
  }

  private static byte[] member(int i) {
    return new byte[] {1, (byte) (i >> 8), (byte) i};
  }

  @AfterEach
  void free() {
    kernel.close();
    memory.close();
  }
}
