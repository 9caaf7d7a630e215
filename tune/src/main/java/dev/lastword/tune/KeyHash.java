// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

/** Hashes keys and numbers to 64 bits, the same on every machine. */
final class KeyHash {

  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private KeyHash() {}

  static long of(byte[] bytes, int from, int length) {
    long hash = length;
    for (int i = from; i < from + length; i++) {
      hash = (hash ^ (bytes[i] & 0xFF)) * 0x100000001B3L;
    }
    return mix(hash);
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood, 2014). */
  static long mix(long value) {
    long z = value + FACTOR;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
