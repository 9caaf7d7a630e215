// SPDX-License-Identifier: Apache-2.0
package dev.lastword.golden;

import static dev.lastword.record.RecordFormat.GROUPS;
import static dev.lastword.record.RecordFormat.LIVE;
import static dev.lastword.record.RecordFormat.SEGMENTS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.record.EntryCursor;
import dev.lastword.record.GuardedMemory;
import dev.lastword.record.MemberHash;
import dev.lastword.record.MemberPlaces;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordView;
import dev.lastword.record.StateHeader;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way to the entries of a record leads to the same entries. */
final class ViewTest {

  private static final int DENSE = 400;

  private final GuardedMemory memory = new GuardedMemory();
  private final RecordView view = new RecordView();
  private final RecordView head = new RecordView();

  @ParameterizedTest
  @MethodSource("dev.lastword.golden.Golden#all")
  void wrapHead_everyAvailableLength_showsTheHeadOnceItIsThere(Golden golden) {
    byte[] bytes = golden.bytes();
    long whole = memory.put(0, bytes);
    assertNull(view.wrap(whole, bytes.length));
    long headEnd = view.memberColumn(0) + view.memberColumnBytes(0) - whole;
    for (int available = 0;
        available <= bytes.length;
        available += available < DENSE || available > headEnd - 9 ? 1 : 7) {
      if (available > headEnd + DENSE) {
        available = bytes.length;
      }
      checkHead(bytes, available, headEnd);
    }
  }

  private void checkHead(byte[] bytes, int available, long headEnd) {
    long address = memory.put(1, Arrays.copyOf(bytes, available));
    String problem = head.wrapHead(address, available, bytes.length);
    if (problem != null) {
      assertEquals("ends early", problem);
      assertTrue(available < 50, "a header is shorter than " + available);
      return;
    }
    assertEquals(available >= headEnd, head.headReadable(), "available " + available);
    for (int group = 0; group < GROUPS; group++) {
      assertEquals(view.count(group), head.count(group));
    }
    for (int i = 0; head.headReadable() && i < view.segmentCount(0); i++) {
      assertEquals(view.stamp(LIVE, i), head.stamp(LIVE, i));
      assertArrayEquals(member(view, LIVE, i), member(head, LIVE, i));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.lastword.golden.Golden#all")
  void skip_everyCount_standsBeforeThatEntry(Golden golden) {
    byte[] bytes = golden.bytes();
    assertNull(view.wrap(memory.put(0, bytes), bytes.length));
    EntryCursor cursor = new EntryCursor(view, LIVE);
    for (int group = 0; group < GROUPS; group++) {
      for (int count = 0; count < view.count(group); count++) {
        cursor.skip(group, count);
        assertTrue(cursor.next());
        assertEntry(group, count, cursor);
        if (cursor.next()) {
          assertEntry(group, count + 1, cursor);
        }
      }
      cursor.skip(group, view.count(group));
      assertFalse(cursor.next());
    }
  }

  @ParameterizedTest
  @MethodSource("dev.lastword.golden.Golden#all")
  void places_inAnyOrder_areThoseOfTheEntries(Golden golden) {
    byte[] bytes = golden.bytes();
    MemberPlaces places = new MemberPlaces(view);
    Random random = new Random(bytes.length);
    for (int round = 0; round < 2; round++) {
      assertNull(view.wrap(memory.put(0, bytes), bytes.length));
      places.clear();
      for (int step = 0; step < 200; step++) {
        int group = random.nextInt(GROUPS);
        int count = view.count(group);
        for (int i = 0, at = random.nextInt(count + 1); i < 3 && at < count; i++, at++) {
          long address = places.inGroup(group, at);
          byte[] member = new byte[view.memberLength(group, at)];
          RawMemory.copyOut(address, member, 0, member.length);
          assertArrayEquals(member(view, group, at), member);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.lastword.golden.Golden#all")
  void reset_afterSomeSteps_startsAnew(Golden golden) {
    byte[] bytes = golden.bytes();
    assertNull(view.wrap(memory.put(0, bytes), bytes.length));
    EntryCursor cursor = new EntryCursor(view, GROUPS - 1);
    for (int group = 0; group < GROUPS; group++) {
      cursor.reset(group);
      int count = 0;
      while (cursor.next()) {
        assertEntry(group, count++, cursor);
      }
      assertEquals(view.count(group), count);
      assertFalse(cursor.next());
    }
  }

  @ParameterizedTest
  @MethodSource("dev.lastword.golden.Golden#all")
  void find_everyMember_isAtItsIndexAndInNoOtherPlace(Golden golden) {
    byte[] bytes = golden.bytes();
    assertNull(view.wrap(memory.put(0, bytes), bytes.length));
    for (int group = 0; group < GROUPS; group++) {
      for (int i = 0; i < view.count(group); i++) {
        byte[] member = member(view, group, i);
        assertEquals(i, find(group, member));
        byte[] longer = Arrays.copyOf(member, member.length + 1);
        longer[member.length] = 0x5b;
        assertEquals(-1, find(group, longer));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.lastword.golden.Golden#all")
  void columns_ofAState_followEachOtherFromTheDirectoryOn(Golden golden) {
    byte[] bytes = golden.bytes();
    long address = memory.put(0, bytes);
    assertNull(view.wrap(address, bytes.length));
    if (bytes.length == 0 || bytes[0] != 0x10) {
      return;
    }
    long end = address + StateHeader.size(view.lengthWidth(), 1L << (8 * (1 << bytes[2]) - 1));
    for (int segment = 0; segment < SEGMENTS; segment++) {
      int count = view.segmentCount(segment);
      assertEquals(end, view.stampColumn(segment));
      end += (long) count * view.stampWidth();
      assertEquals(end, view.fingerprintColumn(segment));
      end += view.hasFingerprints() ? 2L * count : 0;
      assertEquals(end, view.lengthColumn(segment));
      end += (long) count * view.lengthWidth();
      assertEquals(end, view.memberColumn(segment));
      end += view.memberColumnBytes(segment);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.lastword.golden.Golden#all")
  void entries_byGroupAndBySegment_areTheSame(Golden golden) {
    byte[] bytes = golden.bytes();
    long address = memory.put(0, bytes);
    assertNull(view.wrap(address, bytes.length));
    assertEquals(golden.state().adds().size(), view.adds());
    assertEquals(golden.state().deletes().size(), view.deletes());
    assertEquals(view.adds() + view.deletes(), view.entries());
    for (int segment = 0; segment < SEGMENTS; segment++) {
      int group = Math.max(0, segment - 1);
      int first = segment == 1 ? view.segmentCount(0) : 0;
      for (int i = 0; i < view.segmentCount(segment); i++) {
        byte[] member = new byte[view.segmentMemberLength(segment, i)];
        RawMemory.copyOut(view.segmentMember(segment, i), member, 0, member.length);
        assertArrayEquals(member(view, group, first + i), member);
        assertEquals(view.stamp(group, first + i), view.segmentStamp(segment, i));
      }
    }
    for (int available = Math.min(2, bytes.length);
        available <= Math.min(bytes.length, 60);
        available++) {
      String problem = head.wrapHead(address, available, bytes.length);
      boolean quarantine = !golden.state().quarantine().isEmpty();
      assertTrue(problem != null || head.saysQuarantine() == quarantine);
    }
  }

  /** A folded member is put together in a place of its group and of its way to be reached. */
  @ParameterizedTest
  @MethodSource("dev.lastword.golden.Golden#all")
  void members_whileThoseOfOtherGroupsAreRead_stay(Golden golden) {
    byte[] bytes = golden.bytes();
    assertNull(view.wrap(memory.put(0, bytes), bytes.length));
    for (int segment = 0; segment < SEGMENTS; segment++) {
      int group = Math.max(0, segment - 1);
      for (int other = 0; other < GROUPS && view.segmentCount(segment) > 0; other++) {
        byte[] expected = member(view, group, segment == 1 ? view.segmentCount(0) : 0);
        long address = view.segmentMember(segment, 0);
        if (other != group && view.count(other) > 0) {
          view.memberAddress(other, view.count(other) - 1);
        }
        EntryCursor cursor = new EntryCursor(view, other);
        for (int i = 0; i < 3 && cursor.next(); i++) {
          byte[] copy = new byte[expected.length];
          RawMemory.copyOut(address, copy, 0, copy.length);
          assertArrayEquals(expected, copy, "segment " + segment + " beside group " + other);
        }
      }
    }
  }

  private int find(int group, byte[] member) {
    long address = memory.put(1, member);
    return view.find(group, address, member.length, MemberHash.of(address, member.length));
  }

  private void assertEntry(int group, int index, EntryCursor cursor) {
    assertEquals(index, cursor.index());
    assertEquals(view.stamp(group, index), cursor.stamp());
    assertArrayEquals(member(view, group, index), cursor.memberBytes());
  }

  private static byte[] member(RecordView view, int group, int index) {
    byte[] member = new byte[view.memberLength(group, index)];
    RawMemory.copyOut(view.memberAddress(group, index), member, 0, member.length);
    return member;
  }

  @AfterEach
  void free() {
    memory.close();
  }
}
