// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.lastword.record.Operations;
import dev.lastword.record.RecordView;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** States whose bytes can be read but whose members stand where they must not. */
final class MalformedStateTest {

  private static final String HEADER = "1001000900000000000000" + "0100";

  private final Kernel kernel = new Kernel();

  @ParameterizedTest
  @ValueSource(
      strings = {
        HEADER + "02000000" + "0907" + "7878", // x live at 9 and at 7
        HEADER + "01010000" + "0978" + "0778", // x live at 9 and a tombstone at 7
        HEADER + "01000100" + "0978" + "0779", // y buried without a tombstone
        HEADER + "01000001" + "0978" + "0779", // y outlived without an add
        HEADER + "00010100" + "0778" + "0978", // x buried above its tombstone
      })
  void merge_asOperandAnywhere_goesIntoQuarantine(String hex) {
    byte[] malformed = HexFormat.of().parseHex(hex);
    assertNull(kernel.wrap(new RecordView(), malformed), "structure is sound");
    byte[] delete = Operations.delete("x".getBytes(StandardCharsets.UTF_8), 10);
    byte[] add = Operations.add("z".getBytes(StandardCharsets.UTF_8), 11);
    byte[] together = merge(malformed, delete, add);
    assertEquals(1, kernel.setAside());
    assertArrayEquals(together, merge(merge(delete, add), malformed));
    assertArrayEquals(together, merge(merge(malformed, add), delete));
  }

  /** A merge wrote it, so its entries are not looked at one by one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        HEADER + "02000000" + "0907" + "7878", // x live at 9 and at 7
        HEADER + "01000001" + "0978" + "0779", // y outlived without an add
      })
  void merge_asStoredValue_isTakenAsItIs(String hex) {
    byte[] malformed = HexFormat.of().parseHex(hex);
    byte[] merged = kernel.merge(Policy.forget(), true, malformed, List.of());
    assertEquals(0, kernel.setAside());
    assertArrayEquals(malformed, merged);
    kernel.merge(Policy.forget(), true, malformed, List.of(malformed));
    assertEquals(1, kernel.setAside());
  }

  private byte[] merge(byte[]... operands) {
    return kernel.merge(Policy.forget(), false, null, List.of(operands));
  }

  @AfterEach
  void free() {
    kernel.close();
  }
}
