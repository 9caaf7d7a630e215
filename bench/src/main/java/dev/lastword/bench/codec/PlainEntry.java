// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.codec;

import java.util.Comparator;

/**
 * A member and its stamp: a position in the order of all operations.
 *
 * @param stamp when the member was added or deleted
 * @param member which
 */
public record PlainEntry(long stamp, PlainMember member) implements Comparable<PlainEntry> {

  private static final Comparator<PlainEntry> ORDER =
      Comparator.comparingLong(PlainEntry::stamp).thenComparing(PlainEntry::member);

  @Override
  public int compareTo(PlainEntry other) {
    return ORDER.compare(this, other);
  }
}
