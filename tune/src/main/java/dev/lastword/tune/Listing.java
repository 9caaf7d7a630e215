// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import dev.lastword.record.EntryCursor;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordFormat;
import dev.lastword.record.RecordView;
import java.util.Arrays;
import java.util.Iterator;

/**
 * Members of the exact answer, newest first, copied to native memory as the operands of their adds,
 * so that records can be compared with them and made of them.
 */
final class Listing implements AutoCloseable {

  private final NativeBuffer buffer = new NativeBuffer();
  private long[] offsets = new long[64];
  private int[] lengths = new int[64];
  private long[] stamps = new long[64];
  private int size;
  private long used;

  /** Takes the newest members of a set, at most {@code limit}. */
  void fill(ExactSet set, int limit) {
    size = 0;
    used = 0;
    Iterator<ExactMember> newest = set.newestFirst();
    while (size < limit && newest.hasNext()) {
      add(newest.next());
    }
  }

  /** Takes the newest live members of a record, at most {@code limit}. */
  void fill(RecordView view, int limit) {
    size = 0;
    used = 0;
    EntryCursor cursor = new EntryCursor(view, RecordFormat.LIVE);
    while (size < limit && cursor.next()) {
      long member = add(cursor.stamp(), cursor.memberLength());
      RawMemory.copy(cursor.member(), member, cursor.memberLength());
    }
  }

  int size() {
    return size;
  }

  /** The address of the operand that adds the member. */
  long operand(int index) {
    return buffer.address() + offsets[index];
  }

  int operandLength(int index) {
    return lengths[index];
  }

  /** Compares a position of the list with another: positive when that of the list is newer. */
  int compare(int index, long stamp, long member, int memberLength) {
    return stamps[index] != stamp
        ? Long.compare(stamps[index], stamp)
        : RawMemory.compare(
            operand(index) + RecordFormat.OPERATION_HEADER,
            lengths[index] - RecordFormat.OPERATION_HEADER,
            member,
            memberLength);
  }

  boolean isAt(int index, long stamp, long member, int memberLength) {
    return stamps[index] == stamp
        && lengths[index] - RecordFormat.OPERATION_HEADER == memberLength
        && RawMemory.equal(operand(index) + RecordFormat.OPERATION_HEADER, member, memberLength);
  }

  /** Gives memory back after a large set. */
  void trim(int entries) {
    if (offsets.length > entries) {
      offsets = new long[entries];
      lengths = new int[entries];
      stamps = new long[entries];
      buffer.trim(0);
    }
    size = 0;
  }

  @Override
  public void close() {
    buffer.close();
  }

  private void add(ExactMember member) {
    RawMemory.copyIn(member.bytes, member.from, add(member.added, member.length), member.length);
  }

  /** Makes room for an entry and returns where its member goes. */
  private long add(long stamp, int memberLength) {
    if (size == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * size);
      lengths = Arrays.copyOf(lengths, 2 * size);
      stamps = Arrays.copyOf(stamps, 2 * size);
    }
    int length = RecordFormat.OPERATION_HEADER + memberLength;
    long at = buffer.extend(used, used + length) + used;
    RawMemory.putU8(at, RecordFormat.ADD);
    RawMemory.putLong(at + RecordFormat.OPERATION_STAMP, stamp);
    offsets[size] = used;
    lengths[size] = length;
    stamps[size++] = stamp;
    used += length;
    return at + RecordFormat.OPERATION_HEADER;
  }
}
