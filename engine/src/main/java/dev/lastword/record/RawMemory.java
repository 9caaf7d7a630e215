// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

import java.util.Objects;
import net.openhft.chronicle.core.UnsafeMemory;

/**
 * Little-endian access to raw memory: the one seam between Lastword's records and chronicle-bytes'
 * memory layer.
 *
 * <p>No method checks bounds. Callers check a record once, as a whole, before they read its parts
 * ({@link RecordView#wrap}).
 */
public final class RawMemory {

  /**
   * Bytes behind an output that a writer may overwrite, so that short values can be stored eight
   * bytes at a time.
   */
  public static final int SLACK = 64;

  private static final UnsafeMemory MEMORY = UnsafeMemory.MEMORY;
  private static final boolean LITTLE = UnsafeMemory.IS_LITTLE_ENDIAN;
  private static final int SHORT_COPY = 64;

  /** From this length on, a copy is worth having its stores aligned. */
  private static final int LONG_COPY = 1_024;

  private static final int CACHE_LINE = 64;
  private static final long BYTES_BASE = MEMORY.arrayBaseOffset(byte[].class);

  private RawMemory() {}

  /** Returns the byte at {@code address} as 0 to 255. */
  public static int getU8(long address) {
    return UnsafeMemory.unsafeGetByte(address) & 0xFF;
  }

  /** Returns the two bytes at {@code address} as 0 to 65 535. */
  public static int getU16(long address) {
    short value = MEMORY.readShort(address);
    return (LITTLE ? value : Short.reverseBytes(value)) & 0xFFFF;
  }

  /** Returns the four bytes at {@code address} as 0 to 4 294 967 295. */
  public static long getU32(long address) {
    return getInt(address) & 0xFFFF_FFFFL;
  }

  /** Returns the four bytes at {@code address}, signed. */
  public static int getInt(long address) {
    int value = UnsafeMemory.unsafeGetInt(address);
    return LITTLE ? value : Integer.reverseBytes(value);
  }

  /** Returns the eight bytes at {@code address}. */
  public static long getLong(long address) {
    long value = UnsafeMemory.unsafeGetLong(address);
    return LITTLE ? value : Long.reverseBytes(value);
  }

  /** Stores the low byte of {@code value}. */
  public static void putU8(long address, int value) {
    UnsafeMemory.unsafePutByte(address, (byte) value);
  }

  /** Stores the low two bytes of {@code value}. */
  public static void putU16(long address, int value) {
    short narrow = (short) value;
    MEMORY.writeShort(address, LITTLE ? narrow : Short.reverseBytes(narrow));
  }

  /** Stores the low four bytes of {@code value}. */
  public static void putU32(long address, long value) {
    putInt(address, (int) value);
  }

  /** Stores {@code value} in four bytes. */
  public static void putInt(long address, int value) {
    UnsafeMemory.unsafePutInt(address, LITTLE ? value : Integer.reverseBytes(value));
  }

  /** Stores {@code value} in eight bytes. */
  public static void putLong(long address, long value) {
    UnsafeMemory.unsafePutLong(address, LITTLE ? value : Long.reverseBytes(value));
  }

  /** Stores the low {@code width} bytes of {@code value}; {@code width} is 1, 2 or 4. */
  static void putNumber(long address, int width, long value) {
    switch (width) {
      case 1 -> putU8(address, (int) value);
      case 2 -> putU16(address, (int) value);
      default -> putU32(address, value);
    }
  }

  /** Returns the unsigned number of {@code width} bytes, 1, 2 or 4, at {@code address}. */
  static long getNumber(long address, int width) {
    return switch (width) {
      case 1 -> getU8(address);
      case 2 -> getU16(address);
      default -> getU32(address);
    };
  }

  /**
   * Returns the {@code length} bytes, 0 to 8, at {@code address} as one little-endian number,
   * reading nothing else.
   */
  public static long getPartial(long address, int length) {
    if (length == Long.BYTES) {
      return getLong(address);
    }
    long value = 0;
    int done = 0;
    if ((length & 4) != 0) {
      value = getU32(address);
      done = 4;
    }
    if ((length & 2) != 0) {
      value |= (long) getU16(address + done) << (8 * done);
      done += 2;
    }
    if ((length & 1) != 0) {
      value |= (long) getU8(address + done) << (8 * done);
    }
    return value;
  }

  /** Sets {@code length} bytes to 0. */
  public static void clear(long address, long length) {
    MEMORY.setMemory(address, length, (byte) 0);
  }

  /** Copies {@code length} bytes to where they do not overlap; writes nothing else. */
  public static void copy(long from, long to, long length) {
    if (length > SHORT_COPY) {
      copyLong(from, to, length);
    } else if (length >= Long.BYTES) {
      copyWords(from, to, (int) length);
    } else {
      copyBytes(from, to, (int) length);
    }
  }

  /**
   * Copies {@code length} bytes, 0 or more, to the end of what was written so far.
   *
   * <p>Faster than {@link #copy} for a few bytes, and less careful: reads the eight bytes that end
   * where the source ends, and may overwrite up to {@link #SLACK} bytes behind the copy.
   */
  public static void append(long from, long to, long length) {
    if (length <= Long.BYTES) {
      appendWord(from, to, (int) length);
    } else if (length <= 2 * Long.BYTES) {
      appendEnds(from, to, length);
    } else if (length > SHORT_COPY) {
      copyLong(from, to, length);
    } else {
      copyWords(from, to, (int) length);
    }
  }

  /**
   * The JDK's copy does not align its stores, and one that crosses the end of a cache line costs as
   * much as two: a long copy to an odd address takes up to half as long again.
   */
  private static void copyLong(long from, long to, long length) {
    long done = 0;
    if (length >= LONG_COPY) {
      copyWords(from, to, CACHE_LINE);
      done = CACHE_LINE - (to & (CACHE_LINE - 1));
    }
    MEMORY.copyMemory(from + done, to + done, length - done);
  }

  private static void appendWord(long from, long to, int length) {
    if (length > 0) {
      int unused = 8 * (Long.BYTES - length);
      putLong(to, getLong(from + length - Long.BYTES) >>> unused);
    }
  }

  private static void appendEnds(long from, long to, long length) {
    long last = length - Long.BYTES;
    long end = UnsafeMemory.unsafeGetLong(from + last);
    UnsafeMemory.unsafePutLong(to, UnsafeMemory.unsafeGetLong(from));
    UnsafeMemory.unsafePutLong(to + last, end);
  }

  private static void copyWords(long from, long to, int length) {
    int last = length - Long.BYTES;
    for (int i = 0; i < last; i += Long.BYTES) {
      UnsafeMemory.unsafePutLong(to + i, UnsafeMemory.unsafeGetLong(from + i));
    }
    UnsafeMemory.unsafePutLong(to + last, UnsafeMemory.unsafeGetLong(from + last));
  }

  private static void copyBytes(long from, long to, int length) {
    for (int i = 0; i < length; i++) {
      UnsafeMemory.unsafePutByte(to + i, UnsafeMemory.unsafeGetByte(from + i));
    }
  }

  /** Copies {@code length} bytes of native memory into {@code to}. */
  public static void copyOut(long from, byte[] to, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, to.length);
    MEMORY.copyMemory(from, to, BYTES_BASE + offset, length);
  }

  /** Copies {@code length} bytes of {@code from} into native memory. */
  public static void copyIn(byte[] from, int offset, long to, int length) {
    Objects.checkFromIndexSize(offset, length, from.length);
    MEMORY.copyMemory(from, offset, to, length);
  }

  /** Compares two byte strings as unsigned bytes, lexicographically; a prefix is smaller. */
  public static int compare(long a, long aLength, long b, long bLength) {
    long common = Math.min(aLength, bLength);
    long i = 0;
    for (; i <= common - Long.BYTES; i += Long.BYTES) {
      long x = getLong(a + i);
      long y = getLong(b + i);
      if (x != y) {
        return Long.compareUnsigned(Long.reverseBytes(x), Long.reverseBytes(y));
      }
    }
    for (; i < common; i++) {
      int difference = getU8(a + i) - getU8(b + i);
      if (difference != 0) {
        return difference;
      }
    }
    return Long.compare(aLength, bLength);
  }

  /** Returns whether {@code length} bytes are the same at both addresses. */
  public static boolean equal(long a, long b, int length) {
    int i = 0;
    for (; i + Long.BYTES <= length; i += Long.BYTES) {
      if (UnsafeMemory.unsafeGetLong(a + i) != UnsafeMemory.unsafeGetLong(b + i)) {
        return false;
      }
    }
    for (; i < length; i++) {
      if (UnsafeMemory.unsafeGetByte(a + i) != UnsafeMemory.unsafeGetByte(b + i)) {
        return false;
      }
    }
    return true;
  }
}
