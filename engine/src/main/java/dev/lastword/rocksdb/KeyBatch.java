// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/*
 * What the native call reads and writes: columns of `capacity` words.
 *
 *   key addresses | key lengths | pinned values | errors | two slots for each PinnedValue
 */

/**
 * Keys to be read at once, and their values. Used again and again; not thread-safe. It must be
 * {@linkplain #clear cleared} before the database is closed.
 */
public final class KeyBatch {
  private static final int KEYS = 0;
  private static final int LENGTHS = 1;
  private static final int VALUES = 2;
  private static final int ERRORS = 3;
  private static final int SLOTS = 4;
  private static final int COLUMNS = 6;

  private final int capacity;
  private final MemorySegment words;
  private final PinnedValue[] values;
  private int size;

  /** Creates an empty batch that takes up to {@code capacity} keys. */
  public KeyBatch(int capacity) {
    this.capacity = capacity;
    words = Arena.ofAuto().allocate((long) COLUMNS * capacity * Long.BYTES, Long.BYTES);
    values = new PinnedValue[capacity];
    for (int i = 0; i < capacity; i++) {
      long slots = ((long) SLOTS * capacity + 2L * i) * Long.BYTES;
      values[i] = new PinnedValue(words.asSlice(slots, 2 * Long.BYTES));
    }
  }

  /** Lets go of all values and forgets all keys. */
  public void clear() {
    release();
    size = 0;
  }

  /**
   * Adds a key, which must be greater than the one added before.
   *
   * @param address of the key's bytes, which must stay there until the batch is cleared
   * @param length of the key in bytes, 0 or more
   * @throws IllegalStateException when the batch {@link #isFull}
   * @throws IllegalArgumentException when {@code length} is negative
   */
  public void add(long address, int length) {
    if (size == capacity) {
      throw new IllegalStateException("a batch takes " + capacity + " keys; clear it before");
    }
    if (length < 0) {
      throw new IllegalArgumentException("a key's length must be 0 or more: length=" + length);
    }
    RawMemory.putLong(at(KEYS, size), address);
    RawMemory.putLong(at(LENGTHS, size), length);
    size++;
  }

  /** Returns how many keys were added. */
  public int size() {
    return size;
  }

  /** Returns whether no more keys can be added. */
  public boolean isFull() {
    return size == capacity;
  }

  /**
   * Returns the address of key {@code i}.
   *
   * @throws IndexOutOfBoundsException when there is no such key
   */
  public long key(int i) {
    return RawMemory.getLong(at(KEYS, Objects.checkIndex(i, size)));
  }

  /**
   * Returns the length of key {@code i} in bytes.
   *
   * @throws IndexOutOfBoundsException when there is no such key
   */
  public int keyLength(int i) {
    return (int) RawMemory.getLong(at(LENGTHS, Objects.checkIndex(i, size)));
  }

  /**
   * Returns the value of key {@code i}, as the last read found it. Those of keys that were cleared
   * are not present.
   *
   * @throws IndexOutOfBoundsException when {@code i} is not below the capacity
   */
  public PinnedValue value(int i) {
    return values[i];
  }

  void release() {
    for (int i = 0; i < size; i++) {
      values[i].release();
    }
  }

  long keys() {
    return at(KEYS, 0);
  }

  long keyLengths() {
    return at(LENGTHS, 0);
  }

  long values() {
    return at(VALUES, 0);
  }

  long errors() {
    return at(ERRORS, 0);
  }

  /**
   * Takes what the native call has put at {@link #values} and {@link #errors}.
   *
   * @return whether there was an error
   */
  boolean pin() {
    boolean failed = false;
    for (int i = 0; i < size; i++) {
      values[i].pin(RawMemory.getLong(at(VALUES, i)));
      long error = RawMemory.getLong(at(ERRORS, i));
      if (error != 0) {
        CApi.free(error);
        failed = true;
      }
    }
    return failed;
  }

  private long at(int column, int i) {
    return words.address() + ((long) column * capacity + i) * Long.BYTES;
  }
}
