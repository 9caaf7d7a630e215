// SPDX-License-Identifier: Apache-2.0
package dev.lastword.replica;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hashes of a digest tree. Not thread-safe. */
final class RecordHash {
  private final MessageDigest hash = sha256();
  private final ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);

  /**
   * The key's length goes first, so that no other key and record run together to the same bytes.
   */
  Digest of(byte[] key, byte[] record) {
    hash.update(length.clear().putInt(key.length).flip());
    hash.update(key);
    hash.update(record);
    return Digest.of(hash);
  }

  /** How many of the lowest bits of a key's hash are 0: k or more for one key in 2^k. */
  int rank(byte[] key) {
    hash.update(key);
    return Long.numberOfTrailingZeros(Digest.of(hash).low());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
