// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Writes the record of a single operation: a tag, the stamp, the member (docs/format.md, section
 * 3).
 */
public final class Operations {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Operations() {}

  /**
   * Returns the record of an add.
   *
   * @param member 1 to 65 535 bytes; copied
   * @param stamp any stamp, in the set's unit
   * @throws IllegalArgumentException when the member's length is out of range
   */
  public static byte[] add(byte[] member, long stamp) {
    return encode(RecordFormat.ADD, checkMember(member), stamp);
  }

  /** Returns the record of a delete; see {@link #add}. */
  public static byte[] delete(byte[] member, long stamp) {
    return encode(RecordFormat.DELETE, checkMember(member), stamp);
  }

  /**
   * Returns the record of a horizon at the position (stamp, member): everything at or below it is
   * forgotten.
   *
   * @param stamp any stamp, in the set's unit
   * @param member 0 to 65 535 bytes; the empty member is what {@code forget(stamp)} means
   * @throws IllegalArgumentException when the member is too long
   */
  public static byte[] forget(long stamp, byte[] member) {
    checkLength(member.length);
    return encode(RecordFormat.FORGET, member, stamp);
  }

  private static byte[] checkMember(byte[] member) {
    if (member.length == 0) {
      throw new IllegalArgumentException("member is empty; it must have 1 to 65535 bytes");
    }
    checkLength(member.length);
    return member;
  }

  private static void checkLength(int length) {
    if (length > RecordFormat.MAX_MEMBER) {
      throw new IllegalArgumentException("member is " + length + " bytes; the limit is 65535");
    }
  }

  private static byte[] encode(int tag, byte[] member, long stamp) {
    byte[] record = new byte[RecordFormat.OPERATION_HEADER + member.length];
    record[0] = (byte) tag;
    LONGS.set(record, RecordFormat.OPERATION_STAMP, stamp);
    System.arraycopy(member, 0, record, RecordFormat.OPERATION_HEADER, member.length);
    return record;
  }
}
