// SPDX-License-Identifier: Apache-2.0
package dev.lastword.model;

/**
 * A place in the one order of all operations: by stamp, then by member.
 *
 * @param stamp signed 64-bit, in the caller's unit
 * @param member any bytes; empty only for a horizon
 */
public record Position(long stamp, Bytes member) implements Comparable<Position> {
  @Override
  public int compareTo(Position other) {
    int byStamp = Long.compare(stamp, other.stamp);
    return byStamp != 0 ? byStamp : member.compareTo(other.member);
  }

  /** Tells whether this position is greater than {@code other}. */
  public boolean newerThan(Position other) {
    return compareTo(other) > 0;
  }

  @Override
  public String toString() {
    return member + "@" + stamp;
  }
}
