// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

import java.util.SplittableRandom;

/**
 * A hash of members that nobody outside of the process can foresee, unlike {@link MemberHash}: for
 * checking records from elsewhere, whose members may have been picked to collide.
 *
 * <p>Each step multiplies by a secret number to 128 bits and folds the halves, as in Wang Yi's
 * wyhash.
 */
final class KeyedHash {

  private static final long START;
  private static final long FACTOR;

  static {
    SplittableRandom random = new SplittableRandom();
    START = random.nextLong();
    FACTOR = random.nextLong() | 1;
  }

  private KeyedHash() {}

  /** Returns the hash of the {@code length} bytes at {@code address}; the low bits are as good. */
  static long of(long address, int length) {
    long h = fold(START ^ length);
    int i = 0;
    for (; i + Long.BYTES <= length; i += Long.BYTES) {
      h = fold(h ^ RawMemory.getLong(address + i));
    }
    return i < length ? fold(h ^ RawMemory.getPartial(address + i, length - i)) : h;
  }

  private static long fold(long x) {
    return Math.unsignedMultiplyHigh(x, FACTOR) ^ x * FACTOR;
  }
}
