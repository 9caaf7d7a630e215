// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A position in a set, as a bound of a page: stamps compare first, then members as unsigned bytes.
 * The position need not be taken by any entry. Equal by value. The array is not copied: do not
 * change it.
 *
 * @param stamp in the caller's unit
 * @param member 0 to 65 535 bytes; empty lies before every member of that stamp
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as RocksDB takes them, never copied
public record Cursor(long stamp, byte[] member) implements Comparable<Cursor> {
  /** Refuses a member that no position can have. */
  public Cursor {
    if (member.length > SetWriter.MAX_MEMBER_BYTES) {
      throw new IllegalArgumentException(
          "cursor's member is "
              + member.length
              + " bytes; the limit is "
              + SetWriter.MAX_MEMBER_BYTES);
    }
  }

  /** The position of a member given as text, which becomes UTF-8. */
  public static Cursor of(long stamp, String member) {
    return new Cursor(stamp, member.getBytes(StandardCharsets.UTF_8));
  }

  /** The lowest position of a stamp: every member at that stamp is newer. */
  public static Cursor of(long stamp) {
    return new Cursor(stamp, Bytes.NONE);
  }

  /** The member as UTF-8 text. */
  public String memberText() {
    return new String(member, StandardCharsets.UTF_8);
  }

  /** Orders positions; greater is newer. */
  @Override
  public int compareTo(Cursor other) {
    int byStamp = Long.compare(stamp, other.stamp);
    return byStamp != 0 ? byStamp : Arrays.compareUnsigned(member, other.member);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cursor that
        && stamp == that.stamp
        && Arrays.equals(member, that.member);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(member) + Long.hashCode(stamp);
  }

  @Override
  public String toString() {
    return stamp + ":" + Bytes.show(member);
  }
}
