// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Makes records of tombstones alone, all at stamp 0. */
final class TombstoneRecord {

  private TombstoneRecord() {}

  /** Returns a record of members of {@code width} bytes with these fingerprints, true or not. */
  static byte[] of(int[] prints, byte[] members, int width) {
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    byte widths = (byte) RecordFormat.directoryCode(prints.length);
    record.writeBytes(new byte[] {RecordFormat.STATE, 0, widths, 0, 0, 0, 0, 0, 0, 0, 0});
    record.writeBytes(new byte[] {(byte) width, 0});
    for (int number : new int[] {0, prints.length, 0, 0}) {
      for (int i = 0; i < 1 << widths; i++) {
        record.write(number >>> (8 * i));
      }
    }
    ByteBuffer column = ByteBuffer.allocate(2 * prints.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int print : prints) {
      column.putShort((short) print);
    }
    record.writeBytes(column.array());
    record.writeBytes(members);
    return record.toByteArray();
  }
}
