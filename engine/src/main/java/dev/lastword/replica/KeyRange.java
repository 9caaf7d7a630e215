// SPDX-License-Identifier: Apache-2.0
package dev.lastword.replica;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Keys from one on and before another, in the order of their unsigned bytes. Equal by value. The
 * arrays are not copied: do not change them.
 *
 * @param from the first key that may be in it; empty for the first of all
 * @param to the first key behind it; null where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as RocksDB takes them, never copied
public record KeyRange(byte[] from, byte @Nullable [] to) {
  /** Every key there can be. */
  public static final KeyRange ALL = new KeyRange(new byte[0], null);

  /** Refuses a range that ends before it begins. */
  public KeyRange {
    if (to != null && Arrays.compareUnsigned(from, to) > 0) {
      throw new IllegalArgumentException(
          "a range must not end before it begins (from="
              + Arrays.toString(from)
              + ", to="
              + Arrays.toString(to)
              + ")");
    }
  }

  /** Whether a key lies in the range. */
  public boolean contains(byte[] key) {
    return Arrays.compareUnsigned(from, key) <= 0
        && (to == null || Arrays.compareUnsigned(key, to) < 0);
  }

  /** How many bytes the two bounds take. */
  int size() {
    return from.length + (to == null ? 0 : to.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyRange that
        && Arrays.equals(from, that.from)
        && Arrays.equals(to, that.to);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(from) + Arrays.hashCode(to);
  }
}
