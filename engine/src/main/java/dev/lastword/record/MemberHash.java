// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

/**
 * The hash of a member, part of the format (docs/format.md, section 5): its top 16 bits are the
 * fingerprint.
 *
 * <p>A multiply and a rotation a word, finished by a fold as in MurmurHash3's finaliser. It is not
 * keyed: someone who picks members to collide makes a lookup compare more members, never read a
 * wrong one.
 */
public final class MemberHash {

  private static final long LENGTH_FACTOR = 0x9E3779B97F4A7C15L;
  private static final long WORD_FACTOR = 0xFF51AFD7ED558CCDL;
  private static final long FINAL_FACTOR = 0xC4CEB9FE1A85EC53L;

  private MemberHash() {}

  /** Returns the hash of the {@code length} bytes at {@code address}. */
  public static long of(long address, int length) {
    long h = length * LENGTH_FACTOR;
    int i = 0;
    for (; i + Long.BYTES <= length; i += Long.BYTES) {
      h = mix(h, RawMemory.getLong(address + i));
    }
    if (i < length) {
      h = mix(h, RawMemory.getPartial(address + i, length - i));
    }
    return finish(h);
  }

  /** Returns the fingerprint, 0 to 65 535, of a member with that hash. */
  public static int fingerprint(long hash) {
    return (int) (hash >>> 48);
  }

  private static long mix(long h, long word) {
    return Long.rotateLeft((h ^ word) * WORD_FACTOR, 29);
  }

  private static long finish(long h) {
    return (h ^ (h >>> 32)) * FINAL_FACTOR;
  }
}
