// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

/** Operations to be written together, in memory that is used again. */
final class Batch {
  private final long[] sets;
  private final long[] members;
  private final long[] stamps;
  private final boolean[] deletes;
  private int size;

  Batch(int capacity) {
    sets = new long[capacity];
    members = new long[capacity];
    stamps = new long[capacity];
    deletes = new boolean[capacity];
  }

  void clear() {
    size = 0;
  }

  void add(long set, long member, long stamp, boolean delete) {
    sets[size] = set;
    members[size] = member;
    stamps[size] = stamp;
    deletes[size++] = delete;
  }

  int size() {
    return size;
  }

  boolean isFull() {
    return size == sets.length;
  }

  long set(int index) {
    return sets[index];
  }

  long member(int index) {
    return members[index];
  }

  long stamp(int index) {
    return stamps[index];
  }

  boolean isDelete(int index) {
    return deletes[index];
  }
}
