// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/*
 * The bytes are RocksDB's own, db/write_batch.cc. It also logs them, so they cannot change:
 *
 *   8 bytes sequence, 0 | 4 bytes count | records, one behind the other
 *
 *   record of the default family   02 | key length | key | value length | value
 *   record of another family       06 | family | key length | key | value length | value
 *
 * Lengths and the family are varints: seven bits a byte, lowest first, the top bit says that more follow.
 */

/**
 * Collects merges for one column family off-heap, in the form in which RocksDB takes, logs and
 * replays them. Collecting calls nothing native and allocates nothing unless the memory has to
 * grow. Not thread-safe.
 */
public final class WriteImage {
  /** The most that stays allocated after {@link #trim}. */
  private static final int KEPT = 1 << 20;

  /** In front of the image is a place for the address of an error. */
  private static final int START = Long.BYTES;

  private static final int COUNT = START + 8;
  private static final int HEADER = START + 12;
  private static final byte MERGE = 2;
  private static final byte FAMILY_MERGE = 6;
  private static final int VARINT = 5;

  private final int family;
  private ByteBuffer kept;
  private ByteBuffer bytes;
  private long address;
  private int count;
  private int sizeBefore; // the last merge, as a position
  private int countBefore; // the last merge
  private @Nullable Arena large;

  /**
   * Creates an empty image.
   *
   * @param family the column family's number, {@code ColumnFamilyHandle.getID}
   * @param capacity bytes of memory to begin with
   */
  public WriteImage(int family, int capacity) {
    this.family = family;
    this.kept = ByteBuffer.allocateDirect(Math.max(HEADER, capacity));
    this.bytes = kept;
    use(kept);
    clear();
  }

  /** Forgets all merges; keeps the memory. */
  public void clear() {
    count = 0;
    bytes.clear().putLong(START, 0).position(HEADER);
    mark();
  }

  /**
   * Takes back what the last call of {@code merge} has added, or all since {@link #mark}, also
   * where that has thrown: for a key or value that could not be read to its end.
   */
  public void undo() {
    count = countBefore;
    bytes.position(sizeBefore);
  }

  /** Has {@link #undo} take back what comes from here on. */
  public void mark() {
    countBefore = count;
    sizeBefore = bytes.position();
  }

  /**
   * Forgets all merges, and frees what they needed beyond a megabyte. To be called when the image
   * is not going to be used for long.
   */
  public void trim() {
    if (large != null) {
      use(kept);
      large.close();
      large = null;
    }
    clear();
  }

  /**
   * Adds a merge.
   *
   * @param valueLength how many bytes the caller is going to put at the returned buffer's position,
   *     which it must do before anything else is called here; 0 or more
   * @return the image's own buffer, in little-endian order
   * @throws IllegalArgumentException when {@code valueLength} is negative
   * @throws IllegalStateException when the image would be larger than 2 GiB
   */
  public ByteBuffer merge(byte[] key, int valueLength) {
    begin(key.length, valueLength);
    bytes.put(key);
    putVarint(valueLength);
    return bytes;
  }

  /**
   * As {@link #merge(byte[], int)}, with the buffer's remaining bytes as the key; its position
   * stays.
   */
  public ByteBuffer merge(ByteBuffer key, int valueLength) {
    int length = key.remaining();
    begin(length, valueLength);
    bytes.put(bytes.position(), key, key.position(), length).position(bytes.position() + length);
    putVarint(valueLength);
    return bytes;
  }

  /** Returns how many merges were added. */
  public int count() {
    return count;
  }

  /** Returns the size of the image in bytes. */
  public int size() {
    return bytes.position() - START;
  }

  /** Returns where the image lies until the next merge is added. */
  long address() {
    bytes.putInt(COUNT, count);
    return address + START;
  }

  /** Returns where a native call may put the address of an error. */
  long errorSlot() {
    return address;
  }

  /** Returns a copy of the image. */
  byte[] toArray() {
    byte[] copy = new byte[size()];
    bytes.putInt(COUNT, count).get(START, copy);
    return copy;
  }

  private void begin(int keyLength, int valueLength) {
    mark();
    if (valueLength < 0) {
      throw new IllegalArgumentException("a length must be 0 or more: valueLength=" + valueLength);
    }
    long end = (long) bytes.position() + 1 + 3 * VARINT + keyLength + valueLength;
    if (end > bytes.capacity()) {
      grow(end);
    }
    if (family == 0) {
      bytes.put(MERGE);
    } else {
      bytes.put(FAMILY_MERGE);
      putVarint(family);
    }
    putVarint(keyLength);
    count++;
  }

  private void putVarint(int value) {
    int rest = value;
    while (rest > 0x7f) {
      bytes.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    bytes.put((byte) rest);
  }

  private void grow(long least) {
    if (least > Integer.MAX_VALUE) {
      throw new IllegalStateException("a batch holds at most 2 GiB; write it before");
    }
    long wanted = Math.min(Integer.MAX_VALUE, Long.highestOneBit(least - 1) << 1);
    ByteBuffer before = bytes.duplicate().flip();
    if (wanted <= KEPT) {
      kept = ByteBuffer.allocateDirect((int) wanted);
      use(kept);
      bytes.put(before);
    } else {
      growLarge(wanted, before);
    }
  }

  @SuppressWarnings("MustBeClosedChecker") // trim closes it, on whichever thread
  private void growLarge(long size, ByteBuffer before) {
    Arena arena = Arena.ofShared();
    use(arena.allocate(size, Long.BYTES).asByteBuffer());
    bytes.put(before);
    if (large != null) {
      large.close();
    }
    large = arena;
  }

  private void use(ByteBuffer buffer) {
    bytes = buffer.order(ByteOrder.LITTLE_ENDIAN);
    address = MemorySegment.ofBuffer(buffer.duplicate().clear()).address();
  }
}
