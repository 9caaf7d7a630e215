// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

/**
 * The sum of a {@link LwwStore#verify}.
 *
 * @param keys records read
 * @param damaged of these, values that are no record
 * @param quarantined of these, records that carry bytes that could not be merged
 * @param storageErrors files, or stretches of them, that RocksDB could not read
 */
public record VerifyReport(long keys, long damaged, long quarantined, long storageErrors) {
  /** Whether nothing was found. */
  public boolean isClean() {
    return damaged == 0 && quarantined == 0 && storageErrors == 0;
  }
}
