// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of a record's bytes and what it says.
 *
 * @param offset of its first byte in the record
 * @param length in bytes
 * @param name of the field, as docs/format.md calls it
 * @param value what it says, in words; the stamp for an entry
 * @param bytes the member or other bytes that the field holds, a copy; null where it holds none
 */
@SuppressWarnings("ArrayRecordComponent")
public record RecordField(
    long offset, long length, String name, String value, byte @Nullable [] bytes) {
  static final String UNREADABLE = "unreadable";

  /** Whether this is all there is to show of bytes that are no record; the value says why. */
  public boolean isUnreadable() {
    return name.equals(UNREADABLE);
  }
}
