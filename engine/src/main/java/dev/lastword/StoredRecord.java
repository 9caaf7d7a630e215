// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.util.Arrays;

/**
 * A key and the record stored under it. Equal by value. The arrays are not copied: do not change
 * them.
 *
 * @param key the set's key
 * @param record the state of the set; see {@link SetReader#record(byte[])}
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as RocksDB takes them, never copied
public record StoredRecord(byte[] key, byte[] record) {
  /**
   * The record, decoded.
   *
   * @throws CorruptRecordException when it cannot be read
   */
  public SetState state() {
    return SetState.decode(key, record);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StoredRecord that
        && Arrays.equals(key, that.key)
        && Arrays.equals(record, that.record);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(key) + Arrays.hashCode(record);
  }

  @Override
  public String toString() {
    return Bytes.show(key) + "=" + record.length + " bytes";
  }
}
