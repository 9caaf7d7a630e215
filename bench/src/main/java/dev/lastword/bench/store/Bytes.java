// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers as eight bytes that sort like them. */
final class Bytes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Bytes() {}

  /** Puts a number into the first eight bytes of an array, and returns the array. */
  static byte[] set(byte[] bytes, long number) {
    LONGS.set(bytes, 0, number);
    return bytes;
  }

  static long get(byte[] bytes) {
    return get(bytes, 0);
  }

  static long get(byte[] bytes, int offset) {
    return (long) LONGS.get(bytes, offset);
  }
}
