// SPDX-License-Identifier: Apache-2.0
package dev.lastword.golden;

import static dev.lastword.record.RecordFormat.GROUPS;
import static dev.lastword.record.RecordFormat.SEGMENTS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.lastword.model.Bytes;
import dev.lastword.record.EntryCursor;
import dev.lastword.record.GuardedMemory;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A view is attached to one record after the other and keeps nothing of those before. */
final class ViewReuseTest {
  private static final int LARGE = 2_000;

  private final GuardedMemory memory = new GuardedMemory();
  private final RecordView view = new RecordView();

  static Stream<Golden> golden() {
    return Golden.all().stream().filter(golden -> golden.bytes().length < LARGE);
  }

  @ParameterizedTest
  @MethodSource("golden")
  void wrap_afterAnyOtherRecord_showsWhatANewViewShows(Golden golden) {
    byte[] bytes = golden.bytes();
    List<byte[]> others = golden().map(Golden::bytes).toList();
    for (int slot = 0; slot < 2; slot++) { // before the others in memory, and behind them
      long address = memory.put(slot, bytes);
      RecordView fresh = new RecordView();
      assertNull(fresh.wrap(address, bytes.length));
      List<Object> expected = shown(fresh);
      for (byte[] other : others) {
        assertNull(view.wrap(memory.put(1 - slot, other), other.length));
        assertNull(view.wrap(address, bytes.length));
        assertEquals(expected, shown(view));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("golden")
  void newestStamp_ofARecord_isThatOfItsNewestEntry(Golden golden) {
    byte[] bytes = golden.bytes();
    assertNull(view.wrap(memory.put(0, bytes), bytes.length));
    long newest =
        Stream.concat(
                golden.state().adds().values().stream(), golden.state().deletes().values().stream())
            .max(Long::compare)
            .orElse(0L);
    assertEquals(newest, view.newestStamp());
    if (view.entries() == 1 && bytes[0] != 0x10) {
      assertEquals(Long.BYTES, view.stampWidth(), "an operation holds its stamp whole");
    }
  }

  /** All that has a meaning for the record. */
  private static List<Object> shown(RecordView view) {
    List<Object> shown = new ArrayList<>();
    for (int segment = 0; segment < SEGMENTS; segment++) {
      shown.add(view.segmentCount(segment));
      shown.add(view.memberColumnBytes(segment));
    }
    shown.addAll(List.of(view.stampWidth(), view.lengthWidth(), view.hasFingerprints()));
    shown.addAll(List.of(view.isFolded(), view.newestStamp(), view.headReadable()));
    if (view.lengthWidth() == 0) {
      shown.addAll(List.of(view.memberWidth(), view.keptWidth()));
    }
    for (int group = 0; group < GROUPS; group++) {
      EntryCursor cursor = new EntryCursor(view, group);
      while (cursor.next()) {
        shown.add(cursor.stamp());
        shown.add(Bytes.of(cursor.memberBytes()));
      }
    }
    shown.add(view.hasHorizon());
    if (view.hasHorizon()) {
      shown.add(view.horizonStamp());
      shown.add(copy(view.horizonMemberAddress(), view.horizonMemberLength()));
    }
    shown.add(view.quarantineCount());
    long at = view.quarantineAddress();
    for (int i = 0; i < view.quarantineCount(); i++) {
      int length = Math.toIntExact(RawMemory.getU32(at));
      shown.add(copy(at + Integer.BYTES, length));
      at += Integer.BYTES + length;
    }
    return shown;
  }

  private static Bytes copy(long address, int length) {
    byte[] bytes = new byte[length];
    RawMemory.copyOut(address, bytes, 0, length);
    return Bytes.of(bytes);
  }

  @AfterEach
  void free() {
    memory.close();
  }
}
