// SPDX-License-Identifier: Apache-2.0
package dev.lastword.replica;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * What stands for some sets when replicas are compared: the first 16 bytes of a SHA-256. Equal
 * states are equal bytes, so equal digests mean equal sets; whoever can write to a store would have
 * to try some 2^64 states to make two different ones look alike.
 *
 * @param high the first eight bytes, big-endian
 * @param low the next eight
 */
public record Digest(long high, long low) {
  /** How many bytes a digest takes. */
  public static final int BYTES = 2 * Long.BYTES;

  /** Ends a hash under way and takes its first bytes. */
  static Digest of(MessageDigest hash) {
    ByteBuffer bytes = ByteBuffer.wrap(hash.digest());
    return new Digest(bytes.getLong(), bytes.getLong());
  }

  /** Takes this digest into another one. */
  void into(MessageDigest hash) {
    hash.update(ByteBuffer.allocate(BYTES).putLong(high).putLong(low).flip());
  }

  /** 32 hexadecimal digits. */
  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
  }
}
