// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import dev.lastword.record.EntryCursor;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordView;
import java.util.ArrayList;
import java.util.List;

/** Takes Java values out of a record that a view is attached to. */
final class RecordBytes {
  private RecordBytes() {}

  static byte[] copy(RecordView view) {
    return copy(view.address(), Math.toIntExact(view.length()));
  }

  static byte[] copy(long address, int length) {
    byte[] bytes = new byte[length];
    RawMemory.copyOut(address, bytes, 0, length);
    return bytes;
  }

  static byte[] member(EntryCursor cursor) {
    return copy(cursor.member(), cursor.memberLength());
  }

  /** The quarantined byte strings, copied. */
  static List<byte[]> quarantine(RecordView view) {
    List<byte[]> chunks = new ArrayList<>();
    long at = view.quarantineAddress();
    for (int i = 0; i < view.quarantineCount(); i++) {
      int length = Math.toIntExact(RawMemory.getU32(at));
      chunks.add(copy(at + Integer.BYTES, length));
      at += Integer.BYTES + length;
    }
    return chunks;
  }

  static long quarantinedBytes(RecordView view) {
    long total = 0;
    long at = view.quarantineAddress();
    for (int i = 0; i < view.quarantineCount(); i++) {
      long length = RawMemory.getU32(at);
      total += length;
      at += Integer.BYTES + length;
    }
    return total;
  }

  /**
   * Compares the position of an entry with a cursor's.
   *
   * @return as {@link Comparable#compareTo}; greater is newer
   */
  static int compare(long stamp, long member, int memberLength, Cursor cursor) {
    if (stamp != cursor.stamp()) {
      return stamp < cursor.stamp() ? -1 : 1;
    }
    byte[] other = cursor.member();
    int common = Math.min(memberLength, other.length);
    for (int i = 0; i < common; i++) {
      int difference = RawMemory.getU8(member + i) - (other[i] & 0xff);
      if (difference != 0) {
        return difference;
      }
    }
    return memberLength - other.length;
  }
}
