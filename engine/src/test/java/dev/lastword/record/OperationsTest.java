// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

final class OperationsTest {
  private static final byte[] CAT = {'c', 'a', 't'};
  private static final byte[] NONE = {};
  private static final int LONGEST = 65_535;

  private static final List<BiFunction<byte[], Long, byte[]>> ALL =
      List.of(
          Operations::add, Operations::delete, (member, stamp) -> Operations.forget(stamp, member));

  /** The bytes of docs/format.md, section 3. */
  @Test
  void operations_ofAMemberAndAStamp_areTagStampMember() {
    assertEquals("110500000000000000636174", hex(Operations.add(CAT, 5)));
    assertEquals("12feffffffffffffff636174", hex(Operations.delete(CAT, -2)));
    assertEquals("130000000000000080636174", hex(Operations.forget(Long.MIN_VALUE, CAT)));
    assertEquals("132800000000000000", hex(Operations.forget(40, NONE)));
  }

  @Test
  void addAndDelete_emptyMember_areRefused() {
    for (var operation : ALL.subList(0, 2)) {
      assertEquals("member is empty; it must have 1 to 65535 bytes", refusal(operation, NONE));
    }
  }

  @Test
  void operations_longestMember_holdItWhole() {
    byte[] longest = new byte[LONGEST];
    Arrays.fill(longest, (byte) 7);
    for (var operation : ALL) {
      byte[] record = operation.apply(longest, 1L);
      assertArrayEquals(longest, Arrays.copyOfRange(record, 9, record.length));
    }
  }

  @Test
  void operations_oneByteMore_areRefused() {
    for (var operation : ALL) {
      assertEquals(
          "member is 65536 bytes; the limit is 65535", refusal(operation, new byte[LONGEST + 1]));
    }
  }

  @Test
  void operations_memberChangedAfterwards_keepWhatItWas() {
    byte[] member = CAT.clone();
    byte[] record = Operations.add(member, 5);
    member[0] = 'b';
    assertEquals("110500000000000000636174", hex(record));
  }

  private static String refusal(BiFunction<byte[], Long, byte[]> operation, byte[] member) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> operation.apply(member, 5L))
            .getMessage());
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
