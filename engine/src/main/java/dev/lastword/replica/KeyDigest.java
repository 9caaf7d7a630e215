// SPDX-License-Identifier: Apache-2.0
package dev.lastword.replica;

import java.util.Arrays;

/**
 * A key and the digest of its record. Equal by value. The array is not copied: do not change it.
 *
 * @param key the set's key
 * @param digest of the key and the record, the policy in force applied
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as RocksDB takes them, never copied
public record KeyDigest(byte[] key, Digest digest) {
  @Override
  public boolean equals(Object other) {
    return other instanceof KeyDigest that
        && Arrays.equals(key, that.key)
        && digest.equals(that.digest);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(key) + digest.hashCode();
  }
}
