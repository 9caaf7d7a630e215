// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A member on the heap, as a key of a map. */
public final class PlainMember implements Comparable<PlainMember> {

  static final PlainMember EMPTY = new PlainMember(new byte[0]);

  private final byte[] bytes;

  /** Wraps bytes, which must not change any more. */
  public PlainMember(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns the bytes themselves. */
  public byte[] bytes() {
    return bytes;
  }

  /** Returns the length in bytes. */
  public int length() {
    return bytes.length;
  }

  /** Returns the fingerprint of docs/format.md, section 5.1. */
  int fingerprint() {
    long h = bytes.length * 0x9E3779B97F4A7C15L;
    ByteBuffer words = words();
    while (words.hasRemaining()) {
      h = Long.rotateLeft((h ^ words.getLong()) * 0xFF51AFD7ED558CCDL, 29);
    }
    h = (h ^ (h >>> 32)) * 0xC4CEB9FE1A85EC53L;
    return (int) (h >>> 48);
  }

  /** Returns the fingerprint of section 5.2; it stands for the last two bytes. */
  int foldedFingerprint() {
    long word = words().getLong();
    int restBits = 8 * (bytes.length - 2);
    long rest = word & ((1L << restBits) - 1);
    return (int) ((word >>> restBits) ^ ((rest * 0x9E3779B97F4A7C15L) >>> 48));
  }

  private ByteBuffer words() {
    byte[] filled = Arrays.copyOf(bytes, (bytes.length + 7) / 8 * 8);
    return ByteBuffer.wrap(filled).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public int compareTo(PlainMember other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PlainMember that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
