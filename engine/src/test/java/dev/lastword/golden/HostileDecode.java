// SPDX-License-Identifier: Apache-2.0
package dev.lastword.golden;

import static dev.lastword.record.RecordFormat.BURIED;
import static dev.lastword.record.RecordFormat.LIVE;
import static dev.lastword.record.RecordFormat.OUTLIVED;
import static dev.lastword.record.RecordFormat.TOMBSTONES;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.lastword.CorruptRecordException;
import dev.lastword.Entry;
import dev.lastword.SetState;
import dev.lastword.model.Allocation;
import dev.lastword.model.Bytes;
import dev.lastword.model.Position;
import dev.lastword.record.EntryCursor;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordField;
import dev.lastword.record.RecordFields;
import dev.lastword.record.RecordView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Arbitrary bytes as a record for tools and people: refused exactly where the checks refuse them,
 * for the same reason, and else what the view says; in memory that follows from their number, not
 * from what they claim.
 */
final class HostileDecode {
  /** Heap that a byte may cost: an entry may have but two, and its objects take 60 and more. */
  private static final int DECODED = 100;

  /** An entry becomes five objects, two of them text. */
  private static final int FIELDS = 200;

  /** What is needed for the shortest record, and for a thousand members of one byte. */
  private static final int ALWAYS = 256 << 10;

  private record Decoded(@Nullable SetState state, @Nullable String problem) {}

  /**
   * Decodes.
   *
   * @param view attached to the bytes, unless its structure is what is wrong
   * @param problem what the deep check says
   */
  static void decode(byte[] bytes, RecordView view, @Nullable String problem) {
    Decoded decoded =
        Allocation.atMost(ALWAYS + (long) DECODED * bytes.length, () -> decode(bytes));
    assertEquals(problem, decoded.problem);
    if (problem == null) {
      SetState state = Objects.requireNonNull(decoded.state);
      assertEquals(positions(view, LIVE), positions(state.visible()));
      assertEquals(positions(view, LIVE, BURIED), positions(state.adds()));
      assertEquals(positions(view, TOMBSTONES, OUTLIVED), positions(state.deletes()));
      horizon(view, state);
      quarantine(view, state.quarantined());
    }
  }

  private static Decoded decode(byte[] bytes) {
    try {
      return new Decoded(SetState.decode(bytes), null);
    } catch (CorruptRecordException e) {
      return new Decoded(null, e.reason());
    }
  }

  /** Takes apart; {@code problem} is what the check says that looks at all but members twice. */
  static void fields(byte[] bytes, RecordView view, @Nullable String problem) {
    List<RecordField> fields =
        Allocation.atMost(ALWAYS + (long) FIELDS * bytes.length, () -> RecordFields.of(bytes));
    if (problem != null) {
      assertEquals(1, fields.size());
      assertEquals(problem, fields.getFirst().value());
      assertArrayEquals(bytes, fields.getFirst().bytes());
      return;
    }
    long covered = 0;
    long entries = 0;
    for (RecordField field : fields) {
      if (field.name().endsWith(" entry")) {
        entries++;
      } else {
        assertEquals(covered, field.offset());
        covered += field.length();
      }
    }
    assertEquals(bytes.length, covered);
    boolean state = bytes.length > 0 && bytes[0] == 0x10;
    assertEquals(state ? view.entries() : 0, entries);
  }

  private static List<Position> positions(RecordView view, int... groups) {
    List<Position> positions = new ArrayList<>();
    for (int group : groups) {
      EntryCursor cursor = new EntryCursor(view, group);
      while (cursor.next()) {
        positions.add(new Position(cursor.stamp(), Bytes.of(cursor.memberBytes())));
      }
    }
    positions.sort(Collections.reverseOrder());
    return positions;
  }

  private static List<Position> positions(List<Entry> entries) {
    return entries.stream().map(e -> new Position(e.stamp(), Bytes.of(e.member()))).toList();
  }

  private static void horizon(RecordView view, SetState state) {
    if (!view.hasHorizon()) {
      assertNull(state.horizon());
      return;
    }
    byte[] member = copy(view.horizonMemberAddress(), view.horizonMemberLength());
    var horizon = Objects.requireNonNull(state.horizon());
    assertEquals(view.horizonStamp(), horizon.stamp());
    assertArrayEquals(member, horizon.member());
  }

  private static void quarantine(RecordView view, List<byte[]> strings) {
    assertEquals(view.quarantineCount(), strings.size());
    long at = view.quarantineAddress();
    for (byte[] string : strings) {
      int length = Math.toIntExact(RawMemory.getU32(at));
      assertArrayEquals(copy(at + Integer.BYTES, length), string);
      at += Integer.BYTES + length;
    }
  }

  private static byte[] copy(long address, int length) {
    byte[] bytes = new byte[length];
    RawMemory.copyOut(address, bytes, 0, length);
    return bytes;
  }

  private HostileDecode() {}
}
