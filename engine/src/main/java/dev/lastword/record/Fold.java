// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

/**
 * Folds a short member's last two bytes into its fingerprint (docs/format.md, section 5.2).
 *
 * <p>Members of 2 to 8 bytes are handled as words, little-endian: the last two bytes are the
 * topmost. The fingerprint is those two bytes, exclusive or a hash of the others, so it is as
 * evenly spread as a hash and gives the two bytes back: a search column that costs nothing. The
 * idea is quotienting: Cleary, "Compact Hash Tables Using Bidirectional Linear Probing", 1984.
 */
public final class Fold {

  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private Fold() {}

  /** Returns the fingerprint of the member of {@code width} bytes, 2 to 8, in {@code word}. */
  public static int fingerprint(long word, int width) {
    int tail = (int) (word >>> restBits(width)) & 0xFFFF;
    return tail ^ hash(rest(word, width));
  }

  /** Returns the bytes of the member that are kept beside the fingerprint. */
  public static long rest(long word, int width) {
    return word & ((1L << restBits(width)) - 1);
  }

  /** Returns the member whose kept bytes and fingerprint these are. */
  public static long unfold(long rest, int fingerprint, int width) {
    long tail = fingerprint ^ hash(rest);
    return rest | tail << restBits(width);
  }

  private static int restBits(int width) {
    return 8 * (width - RecordFormat.FOLD);
  }

  private static int hash(long rest) {
    return (int) ((rest * FACTOR) >>> 48);
  }
}
