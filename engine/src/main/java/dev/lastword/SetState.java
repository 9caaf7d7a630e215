// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record as plain values: everything a set remembers. For exports and tools; reads of a page or a
 * member through {@link SetReader} cost far less.
 *
 * @param visible the members in the set, newest first; a part of {@code adds}
 * @param adds every member with the newest stamp at which it was added, newest first
 * @param deletes every member with the newest stamp at which it was deleted, newest first
 * @param horizon the position at and below which everything is forgotten; null when there is none
 * @param quarantined byte strings that could not be merged, as they were found
 */
public record SetState(
    List<Entry> visible,
    List<Entry> adds,
    List<Entry> deletes,
    @Nullable Cursor horizon,
    List<byte[]> quarantined) {

  /**
   * Reads a record.
   *
   * @param record what {@link SetReader#record(byte[])} gave
   * @throws CorruptRecordException when it is none
   */
  public static SetState decode(byte[] record) {
    return decode(Bytes.NONE, record);
  }

  static SetState decode(byte[] key, byte[] record) {
    return StateDecoder.decode(key, record);
  }
}
