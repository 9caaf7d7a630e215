// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import net.openhft.chronicle.bytes.Bytes;

/**
 * Where one merge writes its result: off-heap memory owned by the bridge, reused from merge to
 * merge. Valid on the calling thread until the callback returns.
 *
 * <p>Two forms, of which a merge uses one: {@link #reserve} and write, or {@link #reserveAddress},
 * store and {@link #commit}. A merge that returns true without either is taken as failed, so that a
 * forgotten output never replaces a value by nothing; an empty result is {@code commit(0)}.
 *
 * <p>Reserving again in the same merge grows the memory. The bytes stored so far are kept, but may
 * move: earlier addresses are void.
 */
public interface MergeOutput {

  /** Bytes that may be overwritten behind every reserved capacity: room for wide stores. */
  int SLACK = 64;

  /**
   * Reserves room for the result and returns a view to write it to. The view's write position when
   * the merge returns is the result's length.
   *
   * @param capacity bytes, 0 or more
   * @return the one output view, at write position 0 or, when it grew, behind what was written; its
   *     write limit is at {@code capacity}: relative writes past it throw {@link
   *     java.nio.BufferOverflowException}
   * @throws IllegalArgumentException when {@code capacity} is negative
   * @throws OutOfMemoryError when the memory cannot be had
   */
  Bytes<?> reserve(long capacity);

  /**
   * Reserves room for the result and returns its raw address. The result counts once {@link
   * #commit} gave its length.
   *
   * @param capacity bytes, 0 or more
   * @return a native address, 16-byte aligned, of {@code capacity +} {@link #SLACK} writable bytes
   * @throws IllegalArgumentException when {@code capacity} is negative
   * @throws OutOfMemoryError when the memory cannot be had
   */
  long reserveAddress(long capacity);

  /**
   * Sets the result's length, for either form of reserving.
   *
   * @param length bytes, from 0 to the capacity last reserved (0 when nothing was) and at most
   *     {@link Integer#MAX_VALUE}, the longest value Java can read from RocksDB
   * @throws IllegalArgumentException when {@code length} is out of range
   */
  void commit(long length);
}
