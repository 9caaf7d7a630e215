// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

import org.jspecify.annotations.Nullable;

/** Checks that quarantined byte strings are distinct, not empty and in ascending order. */
final class QuarantineCheck {

  private QuarantineCheck() {}

  static @Nullable String check(RecordView view) {
    long at = view.quarantine;
    long previous = 0;
    int previousLength = 0;
    for (int i = 0; i < view.quarantineCount; i++) {
      int length = (int) RawMemory.getU32(at);
      long bytes = at + Integer.BYTES;
      if (length == 0) {
        return "an empty string in quarantine";
      }
      if (i > 0 && RawMemory.compare(previous, previousLength, bytes, length) >= 0) {
        return "quarantine out of order";
      }
      previous = bytes;
      previousLength = length;
      at = bytes + length;
    }
    return null;
  }
}
