// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Bytes of spooled operations, one behind the other:
 *
 * <pre>
 *   0          4          8           8+k          8+k+r
 *   +----------+----------+-----------+------------+
 *   | k        | r        | key       | operand    |
 *   +----------+----------+-----------+------------+
 *   operand: tag (1 byte), stamp (8 bytes), member; as docs/format.md, section 3
 * </pre>
 *
 * Numbers are little-endian.
 */
final class Chunk {

  static final int HEADER = 2 * Integer.BYTES;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  byte[] bytes = {};
  int length;

  /** Returns the bytes that an operation takes. */
  static int size(byte[] key, byte[] operand) {
    return Math.addExact(Math.addExact(HEADER, key.length), operand.length);
  }

  static int keyLength(byte[] bytes, int at) {
    return (int) INTS.get(bytes, at);
  }

  static int operandLength(byte[] bytes, int at) {
    return (int) INTS.get(bytes, at + Integer.BYTES);
  }

  static int operandAt(byte[] bytes, int at) {
    return at + HEADER + keyLength(bytes, at);
  }

  static int next(byte[] bytes, int at) {
    return at + HEADER + keyLength(bytes, at) + operandLength(bytes, at);
  }

  void append(byte[] key, byte[] operand) {
    int size = size(key, operand);
    reserve(size);
    INTS.set(bytes, length, key.length);
    INTS.set(bytes, length + Integer.BYTES, operand.length);
    System.arraycopy(key, 0, bytes, length + HEADER, key.length);
    System.arraycopy(operand, 0, bytes, length + HEADER + key.length, operand.length);
    length += size;
  }

  /** Appends an operation that stands in another chunk. */
  void append(byte[] from, int at, int size) {
    reserve(size);
    System.arraycopy(from, at, bytes, length, size);
    length += size;
  }

  private void reserve(int size) {
    int needed = Math.addExact(length, size);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, Math.min(2 * bytes.length, 1 << 30)));
    }
  }
}
