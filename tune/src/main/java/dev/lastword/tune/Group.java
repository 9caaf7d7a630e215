// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import dev.lastword.record.RawMemory;
import org.jspecify.annotations.Nullable;

/** Operands of one set that wait for their merge; the same for every candidate. */
final class Group implements AutoCloseable {

  private final NativeBuffer buffer = new NativeBuffer();
  private final long[] offsets;
  private final int[] lengths;
  private final long[] stamps;
  private final boolean[] adds;
  private final @Nullable ExactMember[] members;
  private int size;
  private long used;

  Group(int capacity) {
    offsets = new long[capacity];
    lengths = new int[capacity];
    stamps = new long[capacity];
    adds = new boolean[capacity];
    members = new ExactMember[capacity];
  }

  /**
   * Adds an operand.
   *
   * @param member what the exact answer knows of its member; null for a forget
   */
  void add(
      byte[] bytes, int from, int length, long stamp, boolean add, @Nullable ExactMember member) {
    long at = buffer.extend(used, used + length) + used;
    RawMemory.copyIn(bytes, from, at, length);
    offsets[size] = used;
    lengths[size] = length;
    stamps[size] = stamp;
    adds[size] = add;
    members[size++] = member;
    used += length;
  }

  int size() {
    return size;
  }

  boolean isFull() {
    return size == offsets.length;
  }

  long address(int index) {
    return buffer.address() + offsets[index];
  }

  int length(int index) {
    return lengths[index];
  }

  long stamp(int index) {
    return stamps[index];
  }

  boolean isAdd(int index) {
    return adds[index];
  }

  /** What the exact answer knows of an operand's member; null for a forget. */
  @Nullable ExactMember member(int index) {
    return members[index];
  }

  void clear() {
    size = 0;
    used = 0;
  }

  @Override
  public void close() {
    buffer.close();
  }
}
