// SPDX-License-Identifier: Apache-2.0
package dev.lastword.model;

/**
 * One operation on a set.
 *
 * @param kind {@code +} add, {@code -} delete, {@code !} forget
 * @param member 1 to 65 535 bytes; a forget's may be empty and is then a horizon before every
 *     member
 * @param stamp signed 64-bit, in the caller's unit
 */
public record Op(char kind, Bytes member, long stamp) {
  /** The longest member, in bytes. */
  public static final int MAX_MEMBER = 65_535;

  /** Refuses an unknown kind and a member whose length is out of range. */
  public Op {
    if (kind != '+' && kind != '-' && kind != '!') {
      throw new IllegalArgumentException("an operation is one of + - ! (kind=" + kind + ")");
    }
    int least = kind == '!' ? 0 : 1;
    if (member.length() < least || member.length() > MAX_MEMBER) {
      throw new IllegalArgumentException(
          "member is " + member.length() + " bytes; allowed are " + least + " to " + MAX_MEMBER);
    }
  }

  /** Returns the add of {@code member}, as UTF-8, at {@code stamp}. */
  public static Op add(String member, long stamp) {
    return new Op('+', Bytes.utf8(member), stamp);
  }

  /** Returns the delete of {@code member}, as UTF-8, at {@code stamp}. */
  public static Op delete(String member, long stamp) {
    return new Op('-', Bytes.utf8(member), stamp);
  }

  /** Returns the operation that forgets everything stamped before {@code stamp}. */
  public static Op forget(long stamp) {
    return new Op('!', Bytes.EMPTY, stamp);
  }

  /** Returns where this operation stands in the order of all operations. */
  public Position position() {
    return new Position(stamp, member);
  }

  @Override
  public String toString() {
    return kind + position().toString();
  }
}
