// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

/** A page of entries, newest first, in memory that is used again. */
final class Page {
  private final long[] members;
  private final long[] stamps;
  private int size;

  Page(int capacity) {
    members = new long[capacity];
    stamps = new long[capacity];
  }

  void clear() {
    size = 0;
  }

  void add(long member, long stamp) {
    members[size] = member;
    stamps[size++] = stamp;
  }

  int size() {
    return size;
  }

  long member(int index) {
    return members[index];
  }

  long stamp(int index) {
    return stamps[index];
  }
}
