// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import java.nio.ByteBuffer;

/**
 * The keys of {@link KeyPerMember}.
 *
 * <pre>
 *   0     8   9          17      25
 *  +-----+---+----------+--------+
 *  | set | 0 | member   |            stamp, 1 byte: deleted or not
 *  +-----+---+----------+--------+
 *  | set | 1 | ~stamp   | member |   nothing
 *  +-----+---+----------+--------+
 * </pre>
 */
final class MemberKeys {
  static final int MEMBER_KEY = 17;
  static final int TIME_KEY = 25;
  static final int VALUE = 9;
  static final byte[] NOTHING = {};

  private static final byte MEMBER = 0;
  private static final byte TIME = 1;
  private static final int TAG_AT = 8;
  private static final int STAMP_AT = 9;
  private static final int TIME_MEMBER_AT = 17;

  private MemberKeys() {}

  static byte[] member(long set, long member) {
    byte[] key = new byte[MEMBER_KEY];
    member(ByteBuffer.wrap(key), set, member);
    return key;
  }

  /** Puts the key of a member into a buffer of its size. */
  static ByteBuffer member(ByteBuffer key, long set, long member) {
    return key.putLong(0, set).put(TAG_AT, MEMBER).putLong(TAG_AT + 1, member);
  }

  static byte[] value(Row row) {
    byte[] value = Bytes.set(new byte[VALUE], row.stamp());
    value[Long.BYTES] = (byte) (row.delete() ? 1 : 0);
    return value;
  }

  /** What the value of a member says. */
  static Row row(long member, ByteBuffer value) {
    return new Row(member, value.getLong(0), value.get(Long.BYTES) != 0);
  }

  static byte[] time(long set, Row row) {
    ByteBuffer key = ByteBuffer.allocate(TIME_KEY);
    key.putLong(set).put(TIME).putLong(descending(row.stamp())).putLong(row.member());
    return key.array();
  }

  /** What all keys of time of a set begin with; they end before {@link #behindTimes}. */
  static byte[] times(long set) {
    return ByteBuffer.allocate(STAMP_AT).putLong(set).put(TIME).array();
  }

  static byte[] behindTimes(long set) {
    return ByteBuffer.allocate(STAMP_AT).putLong(set).put((byte) (TIME + 1)).array();
  }

  static boolean isTimeOf(long set, ByteBuffer key) {
    return key.getLong(0) == set && key.get(TAG_AT) == TIME;
  }

  static long stamp(ByteBuffer timeKey) {
    return descending(timeKey.getLong(STAMP_AT));
  }

  static long memberOfTime(ByteBuffer timeKey) {
    return timeKey.getLong(TIME_MEMBER_AT);
  }

  /** Turns the order of signed numbers into the opposite order of unsigned bytes, and back. */
  private static long descending(long stamp) {
    return stamp ^ Long.MAX_VALUE;
  }
}
