// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A member of a set with the stamp at which it was last added (or, among deletes, deleted). Equal
 * by value. The array is not copied: do not change it.
 *
 * @param member 1 to 65 535 bytes
 * @param stamp in the caller's unit
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as RocksDB takes them, never copied
public record Entry(byte[] member, long stamp) {
  /** The member as UTF-8 text. */
  public String memberText() {
    return new String(member, StandardCharsets.UTF_8);
  }

  /** The position of this entry, as a bound for the next page. */
  public Cursor cursor() {
    return new Cursor(stamp, member);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Entry that && stamp == that.stamp && Arrays.equals(member, that.member);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(member) + Long.hashCode(stamp);
  }

  @Override
  public String toString() {
    return Bytes.show(member) + "@" + stamp;
  }
}
