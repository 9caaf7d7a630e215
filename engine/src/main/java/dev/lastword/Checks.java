// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.nio.ByteBuffer;

/** The rules for arguments. Messages name the rule, the values and the key. */
final class Checks {
  private Checks() {}

  static void keyLength(int length) {
    if (length == 0) {
      throw new IllegalArgumentException(
          "key is empty; it must have 1 to " + SetWriter.MAX_KEY_BYTES + " bytes");
    }
    if (length > SetWriter.MAX_KEY_BYTES) {
      throw new IllegalArgumentException(
          "key is " + length + " bytes; the limit is " + SetWriter.MAX_KEY_BYTES);
    }
  }

  static void member(byte[] key, byte[] member) {
    if (member.length == 0) {
      throw emptyMember(key);
    }
    position(key, member);
  }

  /** As {@link #member}, for the member of a position, which may be empty. */
  static void position(byte[] key, byte[] member) {
    if (member.length > SetWriter.MAX_MEMBER_BYTES) {
      throw longMember(key, member.length);
    }
  }

  static void member(ByteBuffer key, ByteBuffer member) {
    if (!member.hasRemaining()) {
      throw emptyMember(Bytes.copy(key));
    }
    if (member.remaining() > SetWriter.MAX_MEMBER_BYTES) {
      throw longMember(Bytes.copy(key), member.remaining());
    }
  }

  static void page(long offset, int limit) {
    notNegative("offset", offset);
    notNegative("limit", limit);
  }

  static void notNegative(String name, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " is " + value + "; it must be 0 or more");
    }
  }

  private static IllegalArgumentException emptyMember(byte[] key) {
    return new IllegalArgumentException(
        "member is empty; it must have 1 to "
            + SetWriter.MAX_MEMBER_BYTES
            + " bytes (key="
            + Bytes.show(key)
            + ")");
  }

  private static IllegalArgumentException longMember(byte[] key, int length) {
    return new IllegalArgumentException(
        "member is "
            + length
            + " bytes; the limit is "
            + SetWriter.MAX_MEMBER_BYTES
            + " (key="
            + Bytes.show(key)
            + ")");
  }
}
