// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RocksDB carries 1 to 255 characters from the space to the tilde. */
final class OperatorNameTest {
  private static final int LONGEST = 255;

  @ParameterizedTest
  @ValueSource(strings = {"x", " ", "~", "lastword.v1.forget.a1000", "a b~!"})
  void check_printableAscii_isTheName(String name) {
    assertSame(name, OperatorName.check(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u001f", "a\u007f", "a\u0080", "caf\u00e9", "\0", "line\n"})
  void check_anythingElse_isRefusedWithTheName(String name) {
    assertEquals(
        "an operator's name must be 1 to 255 printable ASCII characters: name=" + name,
        refusal(name));
  }

  @Test
  void check_ofTheGreatestLength_isTheName_oneMoreIsRefused() {
    String longest = "n".repeat(LONGEST);
    assertSame(longest, OperatorName.check(longest));
    assertEquals(
        "an operator's name must be 1 to 255 printable ASCII characters: name=n" + longest,
        refusal(longest + "n"));
  }

  private static String refusal(String name) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> OperatorName.check(name)).getMessage());
  }
}
