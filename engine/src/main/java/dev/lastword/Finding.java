// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

/**
 * Something that {@link LwwStore#verify} found wrong.
 *
 * @param kind what sort of thing
 * @param key the key concerned, not copied; empty when a file rather than a key is damaged
 * @param detail what is wrong, in a few words
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as RocksDB takes them, never copied
public record Finding(Kind kind, byte[] key, String detail) {
  /** Sorts of findings. */
  public enum Kind {
    /** A stored value is no record: reads of the key fail. */
    DAMAGED,
    /** A record carries bytes that could not be merged: reads answer from the rest. */
    QUARANTINED,
    /** RocksDB cannot read one of its own files, or its checksum is off. */
    STORAGE
  }

  @Override
  public String toString() {
    String what = kind.name().toLowerCase(java.util.Locale.ROOT) + ": " + detail;
    return key.length == 0 ? what : what + " (key=" + Bytes.show(key) + ")";
  }
}
