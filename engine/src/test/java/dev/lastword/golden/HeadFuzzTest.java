// SPDX-License-Identifier: Apache-2.0
package dev.lastword.golden;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/**
 * Arbitrary bytes as the head of a record that is longer. CONTRIBUTING.md tells how to run it for
 * long.
 */
@Tag("fuzz")
final class HeadFuzzTest {

  private final HostileHead hostile = new HostileHead();

  @FuzzTest
  void read_arbitraryHead_survives(byte[] bytes) {
    hostile.exercise(bytes);
  }

  @AfterEach
  void free() {
    hostile.close();
  }
}
