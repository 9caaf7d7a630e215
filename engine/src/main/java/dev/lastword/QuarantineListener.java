// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

/**
 * Told each time a read meets a key whose record carries bytes that could not be merged. The read
 * itself answers from everything that could be.
 */
@FunctionalInterface
public interface QuarantineListener {
  /**
   * Called on the reading thread after the value was copied out of RocksDB; must be quick and
   * thread-safe. What it throws reaches the reader: throw to make such reads fail.
   *
   * @param key the key; do not change it
   * @param chunks how many malformed byte strings the record carries
   * @param bytes their length together
   */
  void quarantined(byte[] key, int chunks, long bytes);
}
