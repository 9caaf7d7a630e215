// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import net.openhft.chronicle.bytes.Bytes;

/**
 * What RocksDB hands to one merge: a key, an existing value or none, and operands, oldest first.
 *
 * <p>Everything lies off-heap in RocksDB's own memory: nothing is copied and nothing is allocated
 * per call. This object, its views and its addresses are valid on the calling thread until the
 * callback returns; they serve another merge afterwards. Read only: never write through them.
 *
 * <p>The {@link Bytes} views come with their read limits armed: relative reads past the end throw
 * {@link java.nio.BufferUnderflowException}. Absolute reads ({@code readByte(offset)}) are not
 * checked by chronicle-bytes.
 */
public interface MergeInput {

  /**
   * Returns the key, positioned at its first byte.
   *
   * @return the one view of the key, re-attached (position 0) by each call
   */
  Bytes<?> key();

  /**
   * Tells whether there is a value below the operands. An empty value is a value.
   *
   * @return true when there is one; false in every partial merge
   */
  boolean hasExistingValue();

  /**
   * Returns the existing value, positioned at its first byte.
   *
   * @return the one view of the value, re-attached (position 0) by each call
   * @throws IllegalStateException when {@link #hasExistingValue()} is false
   */
  Bytes<?> existingValue();

  /**
   * Returns how many operands there are.
   *
   * @return 1 or more in a full merge, 2 or more in a partial merge
   */
  int operandCount();

  /**
   * Returns an operand, positioned at its first byte.
   *
   * @param i 0 for the oldest operand, up to {@code operandCount() - 1} for the newest
   * @return the one view shared by all operands: it shows operand {@code i} until the next call of
   *     this method
   * @throws IndexOutOfBoundsException when {@code i} is out of range
   */
  Bytes<?> operand(int i);

  /**
   * Returns where the key starts.
   *
   * @return a native address of {@link #keyLength()} readable bytes
   */
  long keyAddress();

  /**
   * Returns the key's length.
   *
   * @return bytes, 0 or more
   */
  long keyLength();

  /**
   * Returns where the existing value starts.
   *
   * @return a native address of {@link #existingValueLength()} readable bytes, 0 when there is no
   *     existing value
   */
  long existingValueAddress();

  /**
   * Returns the existing value's length.
   *
   * @return bytes, 0 when it is empty or absent
   */
  long existingValueLength();

  /**
   * Returns where an operand starts.
   *
   * @param i 0 for the oldest operand, up to {@code operandCount() - 1} for the newest
   * @return a native address of {@link #operandLength operandLength(i)} readable bytes
   * @throws IndexOutOfBoundsException when {@code i} is out of range
   */
  long operandAddress(int i);

  /**
   * Returns an operand's length.
   *
   * @param i 0 for the oldest operand, up to {@code operandCount() - 1} for the newest
   * @return bytes, 0 or more
   * @throws IndexOutOfBoundsException when {@code i} is out of range
   */
  long operandLength(int i);
}
