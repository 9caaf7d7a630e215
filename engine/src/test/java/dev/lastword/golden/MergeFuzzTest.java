// SPDX-License-Identifier: Apache-2.0
package dev.lastword.golden;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/** Arbitrary bytes as a base value and operands. CONTRIBUTING.md tells how to run it for long. */
@Tag("fuzz")
final class MergeFuzzTest {

  private final HostileMerge hostile = new HostileMerge();

  /** Merges what {@link HostileMerge} cuts out of the bytes. */
  @FuzzTest
  void merge_arbitraryInputs_survives(byte[] bytes) {
    hostile.exercise(bytes);
  }

  @AfterEach
  void free() {
    hostile.close();
  }
}
