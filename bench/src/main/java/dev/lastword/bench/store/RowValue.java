// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A set as rows of 16 bytes, member and stamp: how many are in the set, these newest first, and
 * then those taken out, newest first too. A page is read from the front.
 */
final class RowValue {
  private static final int HEADER = Integer.BYTES;
  private static final int ROW = 2 * Long.BYTES;

  private RowValue() {}

  static byte[] encode(Winners winners, int bound) {
    List<Row> live = winners.newestFirst(false);
    List<Row> gone = winners.newestFirst(true);
    int lives = Math.min(live.size(), bound);
    int gones = Math.min(gone.size(), bound);
    ByteBuffer value = ByteBuffer.allocate(HEADER + (lives + gones) * ROW).putInt(lives);
    put(live, lives, value);
    put(gone, gones, value);
    return value.array();
  }

  private static void put(List<Row> rows, int count, ByteBuffer value) {
    for (int i = 0; i < count; i++) {
      value.putLong(rows.get(i).member()).putLong(rows.get(i).stamp());
    }
  }

  static Winners decode(ByteBuffer value) {
    Winners winners = new Winners();
    int live = live(value);
    int rows = (value.limit() - HEADER) / ROW;
    for (int i = 0; i < rows; i++) {
      winners.apply(member(value, i), stamp(value, i), i >= live);
    }
    return winners;
  }

  /** How many rows at the front are in the set. */
  static int live(ByteBuffer value) {
    return value.limit() == 0 ? 0 : value.getInt(0);
  }

  static long member(ByteBuffer value, int row) {
    return value.getLong(HEADER + row * ROW);
  }

  static long stamp(ByteBuffer value, int row) {
    return value.getLong(HEADER + row * ROW + Long.BYTES);
  }
}
