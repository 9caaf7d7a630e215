// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One line of a timeline: a visible member and the set it is in. Equal by value. The arrays are not
 * copied: do not change them.
 *
 * @param key the key of the set
 * @param member 1 to 65 535 bytes
 * @param stamp when the member was last added, in the caller's unit
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as RocksDB takes them, never copied
public record TimelineEntry(byte[] key, byte[] member, long stamp) {
  /** The key as UTF-8 text. */
  public String keyText() {
    return new String(key, StandardCharsets.UTF_8);
  }

  /** The member as UTF-8 text. */
  public String memberText() {
    return new String(member, StandardCharsets.UTF_8);
  }

  /** The position of this entry, as a bound. See {@link SetReader#timelineAfter} for paging. */
  public Cursor cursor() {
    return new Cursor(stamp, member);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TimelineEntry that
        && stamp == that.stamp
        && Arrays.equals(member, that.member)
        && Arrays.equals(key, that.key);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Arrays.hashCode(key) + Arrays.hashCode(member)) + Long.hashCode(stamp);
  }

  @Override
  public String toString() {
    return Bytes.show(key) + ":" + Bytes.show(member) + "@" + stamp;
  }
}
