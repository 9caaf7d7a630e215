// SPDX-License-Identifier: Apache-2.0
package dev.lastword.replica;

import java.util.Arrays;

/**
 * A node of a {@link DigestTree}: some neighbouring sets. It ends where the next node of its level
 * begins. Equal by value. The array is not copied: do not change it.
 *
 * @param from where its keys begin
 * @param keys how many sets it has
 * @param digest of all of them
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as RocksDB takes them, never copied
public record DigestNode(byte[] from, long keys, Digest digest) {
  @Override
  public boolean equals(Object other) {
    return other instanceof DigestNode that
        && Arrays.equals(from, that.from)
        && keys == that.keys
        && digest.equals(that.digest);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(from) + digest.hashCode();
  }
}
