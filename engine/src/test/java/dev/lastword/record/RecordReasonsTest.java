// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What is wrong with a record is said in the words that operators search for. */
final class RecordReasonsTest {
  private static final String SOUND = "canonical";

  private final GuardedMemory memory = new GuardedMemory();
  private final RecordView view = new RecordView();

  @ParameterizedTest
  @CsvFileSource(resources = "/record/reasons.csv", delimiter = '|')
  void checks_recordWrongInOneWay_sayWhichAndNoEarlierCheckDoes(
      String check, String reason, @Nullable String hex) {
    assertEquals(check + ": " + reason, finding(bytes(hex)));
  }

  /** Every check that follows says the same: none forgets what the one before it looks at. */
  private String finding(byte[] record) {
    String structure = view.wrap(memory.put(0, record), record.length);
    if (structure != null) {
      return "structure: " + structure;
    }
    String header = RecordCheck.checkHeader(view);
    String entries = RecordCheck.check(view);
    String deep = RecordCheck.checkDeep(view);
    if (header != null) {
      assertEquals(header, entries);
      assertEquals(header, deep);
      return "header: " + header;
    }
    if (entries != null) {
      assertEquals(entries, deep);
      return "entries: " + entries;
    }
    return deep == null ? "none: " + SOUND : "deep: " + deep;
  }

  /** The length is only claimed: no such record is made. */
  @Test
  void wrapHead_recordOfMoreThanTheMost_saysSo() {
    byte[] head = bytes("10 01 00 0900000000000000 0100 02000000 0907 7978");
    long address = memory.put(0, head);
    assertNull(view.wrapHead(address, head.length, RecordFormat.MAX_RECORD));
    assertEquals(
        "longer than 2147483647 bytes",
        view.wrapHead(address, head.length, RecordFormat.MAX_RECORD + 1));
    assertEquals("ends early", view.wrapHead(address, 0, 100));
  }

  /** Of a record of which a part is there, the lengths that are there are looked at. */
  @Test
  void wrapHead_lengthsUpToTheEndOfWhatIsThere_areLookedAt() {
    byte[] record =
        bytes("10 11 00 0900000000000000 02000000 0300000000 0907 8771 92a8 0003 636174");
    int lengths = record.length - 3;
    for (int available = lengths; available <= record.length; available++) {
      byte[] head = Arrays.copyOf(record, available);
      assertEquals(
          "an operation without a member",
          view.wrapHead(memory.put(0, head), available, record.length));
    }
  }

  private static byte[] bytes(@Nullable String hex) {
    StringBuilder digits = new StringBuilder();
    for (String part : hex == null ? new String[0] : hex.split(" ")) {
      int star = part.indexOf('*');
      digits.append(
          star < 0
              ? part
              : part.substring(0, star).repeat(Integer.parseInt(part.substring(star + 1))));
    }
    return HexFormat.of().parseHex(digits);
  }

  @AfterEach
  void free() {
    memory.close();
  }
}
