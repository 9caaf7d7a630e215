// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The numbers of {@link Counter} as byte arrays: 64 bits in the machine's byte order. */
final class Numbers {
  private Numbers() {}

  static byte[] bytes(long number) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder()).putLong(number).array();
  }

  static long number(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getLong();
  }
}
