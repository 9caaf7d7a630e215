// SPDX-License-Identifier: Apache-2.0
package dev.lastword.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.model.Bytes;
import dev.lastword.model.ModelState;
import dev.lastword.record.RecordField;
import dev.lastword.record.RecordFields;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A record taken apart shows each of its bytes once and each of its entries once. */
final class RecordFieldsTest {
  private static final int FOLD = 2;

  /** The record of docs/format.md, section 8. */
  private static final String EXAMPLE =
      "1051000900000000000000020101010700030303"
          + "09071dbde44f0304626565676f6174"
          + "080b8603636f77060b8603636f77041dbd03626565"
          + "02000000000000000000";

  @Test
  void of_theWorkedExample_isAllThatThePageDraws() {
    assertEquals(
        """
        0+1 shape: state, version 1
        1+1 layout: stamps of 1 byte, lengths of 1 byte, a horizon
        2+1 widths: directory numbers of 1 byte
        3+8 newest stamp: 9
        11+1 live: 2
        12+1 tombstones: 1
        13+1 buried: 1
        14+1 outlived: 1
        15+1 head bytes: 7
        16+1 rest bytes: 0
        17+1 tombstone bytes: 3
        18+1 buried bytes: 3
        19+1 outlived bytes: 3
        20+2 head stamps: 2 x 1 byte
        22+4 head fingerprints: 2 x 2 bytes
        26+2 head lengths: 2 x 1 byte
        28+7 head members: 2 members
        35+1 tombstone stamps: 1 x 1 byte
        36+2 tombstone fingerprints: 1 x 2 bytes
        38+1 tombstone lengths: 1 x 1 byte
        39+3 tombstone members: 1 member
        42+1 buried stamps: 1 x 1 byte
        43+2 buried fingerprints: 1 x 2 bytes
        45+1 buried lengths: 1 x 1 byte
        46+3 buried members: 1 member
        49+1 outlived stamps: 1 x 1 byte
        50+2 outlived fingerprints: 1 x 2 bytes
        52+1 outlived lengths: 1 x 1 byte
        53+3 outlived members: 1 member
        56+8 horizon stamp: 2
        64+2 horizon member length: 0 bytes
        66+0 horizon member: ()
        28+3 live entry: 9 (bee)
        31+4 live entry: 7 (goat)
        39+3 tombstone entry: 8 (cow)
        46+3 buried entry: 6 (cow)
        53+3 outlived entry: 4 (bee)
        """,
        text(RecordFields.of(hex(EXAMPLE))));
  }

  /** Folded members: `ab` and `cd`; and two quarantined strings. */
  @Test
  void of_foldedMembersAndQuarantine_saysSo() {
    assertEquals(
        """
        0+1 shape: state, version 1
        1+1 layout: stamps of 0 bytes, quarantine
        2+1 widths: directory numbers of 1 byte
        3+8 newest stamp: 9
        11+2 member width: 2 bytes, 2 of them in the fingerprint
        13+1 live: 2
        14+1 tombstones: 0
        15+1 buried: 0
        16+1 outlived: 0
        17+4 head fingerprints: 2 x 2 bytes
        21+0 head members: 2 members
        21+4 quarantine count: 2
        25+4 quarantined length: 1 byte
        29+1 quarantined bytes: (!)
        30+4 quarantined length: 2 bytes
        34+2 quarantined bytes: (!!)
        21+0 live entry: 9 (cd)
        21+0 live entry: 9 (ab)
        """,
        text(
            RecordFields.of(
                hex(
                    "10800009000000000000000200020000006364"
                        + "6162"
                        + "020000000100000021020000002121"))));
  }

  @Test
  void of_oneOperation_isShapeStampAndMember() {
    assertEquals(
        "0+1 shape: one add, version 1\n1+8 stamp: 5\n9+3 member: (cat)\n",
        text(RecordFields.of(hex("110500000000000000636174"))));
    assertEquals(
        "0+1 shape: one delete, version 1\n1+8 stamp: -1\n9+1 member: (x)\n",
        text(RecordFields.of(hex("12ffffffffffffffff78"))));
    assertEquals(
        "0+1 shape: horizon only, version 1\n1+8 stamp: 40\n9+0 member: ()\n",
        text(RecordFields.of(hex("132800000000000000"))));
    assertEquals("0+0 shape: the empty state\n", text(RecordFields.of(new byte[0])));
  }

  @Test
  void of_bytesThatAreNoRecord_isOneFieldThatSaysWhyAndHoldsACopy() {
    byte[] junk = hex("2162");
    RecordField only = only(RecordFields.of(junk));
    assertTrue(only.isUnreadable());
    assertEquals(
        "a record of version 2, a newer version than 1, which a newer Lastword reads, or damaged",
        only.value());
    assertArrayEquals(junk, only.bytes());
    assertNotSame(junk, only.bytes());
    // Its structure is sound; two entries stand in the wrong order.
    RecordField order = only(RecordFields.of(hex("100000090000000000000001000200000078" + "79")));
    assertTrue(order.isUnreadable());
    assertEquals("entries out of order", order.value());
  }

  @ParameterizedTest
  @MethodSource("dev.lastword.golden.Golden#all")
  void of_goldenFile_coversEveryByteOnceAndEveryEntry(Golden golden) {
    byte[] record = golden.bytes();
    ModelState.Builder state = new ModelState.Builder();
    long at = 0;
    for (RecordField field : RecordFields.of(record)) {
      assertFalse(field.isUnreadable());
      if (field.name().endsWith(" entry")) {
        entry(state, record, field);
      } else {
        assertEquals(at, field.offset(), field.name());
        at += field.length();
        checkBytes(record, field);
      }
    }
    assertEquals(record.length, at);
    if (record.length > 0 && record[0] == 0x10) {
      assertEquals(golden.state().adds(), state.build().adds());
      assertEquals(golden.state().deletes(), state.build().deletes());
    }
  }

  /** The bytes of a field that holds some are those of the record, and a copy. */
  private static void checkBytes(byte[] record, RecordField field) {
    if (field.bytes() != null) {
      int from = Math.toIntExact(field.offset());
      byte[] there = Arrays.copyOfRange(record, from, from + Math.toIntExact(field.length()));
      assertArrayEquals(there, field.bytes(), field.name());
    }
  }

  /** What is kept of a member at its place is its beginning. */
  private static void entry(ModelState.Builder state, byte[] record, RecordField field) {
    byte[] member = Objects.requireNonNull(field.bytes());
    int from = Math.toIntExact(field.offset());
    int kept = Math.toIntExact(field.length());
    assertTrue(kept == member.length || kept == member.length - FOLD, "kept " + kept);
    assertArrayEquals(
        Arrays.copyOf(member, kept), Arrays.copyOfRange(record, from, from + kept), field.name());
    long stamp = Long.parseLong(field.value());
    switch (field.name()) {
      case "live entry", "buried entry" -> state.add(Bytes.of(member), stamp);
      default -> state.delete(Bytes.of(member), stamp);
    }
  }

  private static RecordField only(List<RecordField> fields) {
    assertEquals(1, fields.size());
    return fields.getFirst();
  }

  private static String text(List<RecordField> fields) {
    List<String> lines = new ArrayList<>();
    for (RecordField field : fields) {
      String bytes =
          field.bytes() == null
              ? ""
              : "(" + new String(field.bytes(), StandardCharsets.US_ASCII) + ")";
      String value = field.value() + (field.value().isEmpty() || bytes.isEmpty() ? "" : " ");
      lines.add(field.offset() + "+" + field.length() + " " + field.name() + ": " + value + bytes);
    }
    return String.join("\n", lines) + "\n";
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
