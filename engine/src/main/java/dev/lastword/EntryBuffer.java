// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordView;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/**
 * A page of entries in memory of its owner, to be filled again and again: once it has grown to the
 * size of its pages, reading one allocates nothing. Not thread-safe.
 */
public final class EntryBuffer {
  private static final int ENTRIES = 64;
  private static final int HEAD = 0;
  private static final int REST = 1;
  private static final long LARGEST = Integer.MAX_VALUE - 8;
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private long[] stamps = new long[ENTRIES];

  /** Where each member ends in {@link #bytes}; the first starts at 0. */
  private int[] ends = new int[ENTRIES];

  /** Has room for eight bytes behind the last member. */
  private byte[] bytes = new byte[(ENTRIES + 1) * Long.BYTES];

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

  /**
   * The array that holds the members, for who reads them where they are: entry {@code i} is {@link
   * #memberLength} bytes from {@link #memberOffset} on. Other bytes of it mean nothing. It is this
   * buffer's own: not to be written, and void after the next read into this buffer.
   */
  public byte[] array() {
    return bytes;
  }

  /**
   * Where the member of entry {@code i} begins in {@link #array}.
   *
   * @throws IndexOutOfBoundsException when there is no such entry
   */
  public int memberOffset(int i) {
    return start(Objects.checkIndex(i, size));
  }

  void clear() {
    size = 0;
  }

  /** Takes the visible entries from {@code from} to before {@code to}, a segment at a time. */
  void fill(RecordView view, int from, int to) {
    clear();
    int head = view.segmentCount(HEAD);
    if (from < head) {
      take(view, HEAD, from, Math.min(to, head) - from);
    }
    if (to > head) {
      int first = Math.max(from - head, 0);
      take(view, REST, first, to - head - first);
    }
  }

  private void take(RecordView view, int segment, int first, int count) {
    int start = start(size);
    reserve(count, view.isFolded() ? (long) count * view.memberWidth() : 0);
    for (int i = 0; i < count; i++) {
      stamps[size + i] = view.segmentStamp(segment, first + i);
    }
    int end = start;
    for (int i = 0; i < count; i++) {
      end = Math.addExact(end, view.segmentMemberLength(segment, first + i));
      ends[size + i] = end;
    }
    if (view.isFolded()) {
      takeFolded(view, segment, first, count, start);
    } else {
      takeColumn(view, segment, first, end - start, start);
    }
    size += count;
  }

  /** Puts folded members together, each in one store: the next one overwrites what is too much. */
  private void takeFolded(RecordView view, int segment, int first, int count, int start) {
    int width = view.memberWidth();
    byte[] into = bytes;
    for (int i = 0; i < count; i++) {
      WORDS.set(into, start + i * width, view.segmentWord(segment, first + i));
    }
  }

  /** Members that are not folded lie one behind the other, as they do here. */
  private void takeColumn(RecordView view, int segment, int first, int length, int start) {
    reserve(0, length);
    long column = view.memberColumn(segment) + view.memberBytesOf(segment, 0, first);
    RawMemory.copyOut(column, bytes, start, length);
  }

  /** Makes room for more entries and more bytes of members. */
  private void reserve(int entries, long more) {
    if (size + entries > stamps.length) {
      int capacity = Math.max(size + entries, 2 * stamps.length);
      stamps = Arrays.copyOf(stamps, capacity);
      ends = Arrays.copyOf(ends, capacity);
    }
    long end = start(size) + more + Long.BYTES;
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.toIntExact(Math.max(end, Math.min(2 * end, LARGEST))));
    }
  }

  private int start(int i) {
    return i == 0 ? 0 : ends[i - 1];
  }
}
