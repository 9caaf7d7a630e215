// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static dev.lastword.record.RecordFormat.LIVE;

import dev.lastword.record.EntryCursor;
import dev.lastword.record.RawMemory;
import java.util.Arrays;
import java.util.Objects;

/**
 * A page of entries in memory of its owner, to be filled again and again: once it has grown to the
 * size of its pages, reading one allocates nothing. Not thread-safe.
 */
public final class EntryBuffer {
  private static final int ENTRIES = 64;

  private long[] stamps = new long[ENTRIES];

  /** Where each member ends in {@link #bytes}; the first starts at 0. */
  private int[] ends = new int[ENTRIES];

  private byte[] bytes = new byte[ENTRIES * Long.BYTES];
  private int size;

  /** Creates an empty buffer. */
  public EntryBuffer() {}

  /** How many entries the last read put here, newest first. */
  public int size() {
    return size;
  }

  /**
   * The stamp of entry {@code i}, in the caller's unit.
   *
   * @throws IndexOutOfBoundsException when there is no such entry
   */
  public long stamp(int i) {
    return stamps[Objects.checkIndex(i, size)];
  }

  /**
   * The length of the member of entry {@code i}, in bytes.
   *
   * @throws IndexOutOfBoundsException when there is no such entry
   */
  public int memberLength(int i) {
    return ends[Objects.checkIndex(i, size)] - start(i);
  }

  /**
   * Copies the member of entry {@code i}.
   *
   * @param into takes {@link #memberLength} bytes from index {@code at} on
   * @throws IndexOutOfBoundsException when there is no such entry, or no room
   */
  public void copyMember(int i, byte[] into, int at) {
    System.arraycopy(bytes, start(i), into, at, memberLength(i));
  }

  /**
   * A copy of entry {@code i}.
   *
   * @throws IndexOutOfBoundsException when there is no such entry
   */
  public Entry entry(int i) {
    Objects.checkIndex(i, size);
    return new Entry(Arrays.copyOfRange(bytes, start(i), ends[i]), stamps[i]);
  }

  void clear() {
    size = 0;
  }

  /** Takes the entries from {@code from} to before {@code to} of the cursor's view. */
  void fill(EntryCursor cursor, int from, int to) {
    clear();
    cursor.skip(LIVE, from);
    for (int i = from; i < to && cursor.next(); i++) {
      add(cursor.member(), cursor.memberLength(), cursor.stamp());
    }
  }

  private void add(long member, int length, long stamp) {
    int start = start(size);
    int end = Math.addExact(start, length);
    if (size == stamps.length) {
      stamps = Arrays.copyOf(stamps, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
    }
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.clamp(2L * end, end, Integer.MAX_VALUE - 8));
    }
    RawMemory.copyOut(member, bytes, start, length);
    stamps[size] = stamp;
    ends[size++] = end;
  }

  private int start(int i) {
    return i == 0 ? 0 : ends[i - 1];
  }
}
