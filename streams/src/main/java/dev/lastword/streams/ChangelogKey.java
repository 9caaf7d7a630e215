// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The key of a changelog record: the set's key, who wrote it, and the number of a part of its
 * state. Compaction keeps the last record of each, so all parts of a set stay, and no writer's
 * state displaces another's.
 *
 * <pre>
 *  0                            n              n+8     n+10
 *  +----------------------------+----------------+-------+
 *  | the set's key, n bytes     | writer         | part  |
 *  +----------------------------+----------------+-------+
 *   writer: 64 bits, drawn at random       part: 16 bits, big-endian, from 0
 * </pre>
 */
final class ChangelogKey {
  /** How many parts a state may have at most. */
  static final int MAX_PARTS = 1 << 16;

  /** What a changelog key is longer than its set's key. */
  static final int EXTRA = Long.BYTES + Short.BYTES;

  private ChangelogKey() {}

  static byte[] of(byte[] setKey, long writer, int part) {
    return ByteBuffer.allocate(setKey.length + EXTRA)
        .put(setKey)
        .putLong(writer)
        .putShort((short) part)
        .array();
  }

  static boolean isOne(byte[] key) {
    return key.length > EXTRA;
  }

  static byte[] setKey(byte[] key) {
    return Arrays.copyOf(key, key.length - EXTRA);
  }
}
