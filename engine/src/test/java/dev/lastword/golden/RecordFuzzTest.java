// SPDX-License-Identifier: Apache-2.0
package dev.lastword.golden;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/** Arbitrary bytes as a record. CONTRIBUTING.md tells how to run it for long. */
@Tag("fuzz")
final class RecordFuzzTest {

  private final Hostile hostile = new Hostile();

  @FuzzTest
  void read_arbitraryBytes_survives(byte[] bytes) {
    hostile.exercise(bytes);
  }

  @AfterEach
  void free() {
    hostile.close();
  }
}
