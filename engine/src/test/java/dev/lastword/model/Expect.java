// SPDX-License-Identifier: Apache-2.0
package dev.lastword.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Assertions that show states where only bytes differ in what they say. */
final class Expect {
  private Expect() {}

  /** Fails unless the two records are equal byte for byte; unequal states are shown as such. */
  static void sameBytes(StateMachine machine, byte[] expected, byte[] actual) {
    assertEquals(machine.decode(expected), machine.decode(actual));
    assertArrayEquals(expected, actual, "equal states, unequal bytes");
  }

  /** Fails unless {@code record} holds exactly {@code expected}. */
  static void state(StateMachine machine, ModelState expected, byte[] record) {
    assertEquals(expected, machine.decode(record));
  }
}
