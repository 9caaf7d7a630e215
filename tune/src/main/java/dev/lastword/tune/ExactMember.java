// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the exact answer knows of one member. Also the key under which it is found, by the member's
 * bytes.
 */
final class ExactMember {

  byte[] bytes;
  int from;
  int length;
  private int hash;

  boolean wasAdded;
  boolean wasDeleted;
  long added;
  long deleted;

  /** Whether the member is in the set. */
  boolean live;

  /** Whether its newest add came with operands that wait for their merge. */
  boolean waits;

  /** The last group of operands in which an add of this member lost to its delete. */
  long lostInGroup = -1;

  ExactMember(byte[] bytes, int from, int length) {
    this.bytes = bytes;
    attach(bytes, from, length);
  }

  /** Makes this a key to look up with. */
  void attach(byte[] other, int at, int size) {
    bytes = other;
    from = at;
    length = size;
    long mixed = KeyHash.of(other, at, size);
    hash = (int) (mixed ^ (mixed >>> 32));
  }

  /** Compares the positions of two adds: by stamp, then by member. */
  static int compareAdds(ExactMember a, ExactMember b) {
    int byStamp = Long.compare(a.added, b.added);
    return byStamp != 0
        ? byStamp
        : Arrays.compareUnsigned(
            a.bytes, a.from, a.from + a.length, b.bytes, b.from, b.from + b.length);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ExactMember that
        && hash == that.hash
        && Arrays.equals(
            bytes, from, from + length, that.bytes, that.from, that.from + that.length);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
