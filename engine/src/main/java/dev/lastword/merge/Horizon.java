// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import dev.lastword.record.NativeWords;
import dev.lastword.record.RawMemory;

/**
 * The position at or below which everything is forgotten, while a merge works it out. Points into
 * the merge's inputs.
 */
final class Horizon {

  private boolean present;
  private long stamp;
  private long member;
  private int memberLength;

  /** A copy of a member of up to eight bytes, which may come out of a slot that is used again. */
  private final NativeWords word = new NativeWords(1);

  void clear() {
    present = false;
    stamp = 0;
    member = 0;
    memberLength = 0;
  }

  /** Raises the horizon to a position, unless it is as high already. */
  void raise(long stamp, long member, int memberLength) {
    if (excludes(stamp, member, memberLength)) {
      return;
    }
    this.present = true;
    this.stamp = stamp;
    this.member = kept(member, memberLength);
    this.memberLength = memberLength;
  }

  private long kept(long member, int memberLength) {
    if (memberLength > Long.BYTES) {
      return member;
    }
    RawMemory.putLong(word.address(), RawMemory.getPartial(member, memberLength));
    return word.address();
  }

  /** Returns whether a position is at or below the horizon. */
  boolean excludes(long stamp, long member, int memberLength) {
    if (!present || stamp != this.stamp) {
      return present && stamp < this.stamp;
    }
    return RawMemory.compare(member, memberLength, this.member, this.memberLength) <= 0;
  }

  boolean isPresent() {
    return present;
  }

  long stamp() {
    return stamp;
  }

  long member() {
    return member;
  }

  int memberLength() {
    return memberLength;
  }
}
