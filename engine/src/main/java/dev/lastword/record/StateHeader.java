// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

/**
 * Writes the fixed parts of a state: header, directory numbers and horizon (docs/format.md, section
 * 4).
 */
public final class StateHeader {

  /** Bytes of a horizon before its member. */
  public static final int HORIZON_HEADER = Long.BYTES + Short.BYTES;

  private StateHeader() {}

  /**
   * Returns the size of header and directory.
   *
   * @param lengthWidth 0 to 2
   * @param greatest the greatest number of the directory
   */
  public static long size(int lengthWidth, long greatest) {
    boolean fixed = lengthWidth == 0;
    int numbers = RecordFormat.GROUPS + (fixed ? 0 : RecordFormat.SEGMENTS);
    return RecordFormat.DIRECTORY
        + (fixed ? Short.BYTES : 0)
        + (long) numbers * numberWidth(greatest);
  }

  /** Writes tag, layout and newest stamp. */
  public static void write(
      long address,
      int stampWidth,
      int lengthWidth,
      boolean horizon,
      boolean quarantine,
      long newest) {
    int layout =
        stampWidth
            | lengthWidth << 4
            | (horizon ? RecordFormat.LAYOUT_HORIZON : 0)
            | (quarantine ? RecordFormat.LAYOUT_QUARANTINE : 0);
    RawMemory.putU8(address, RecordFormat.STATE);
    RawMemory.putU8(address + RecordFormat.LAYOUT, layout);
    RawMemory.putLong(address + RecordFormat.NEWEST, newest);
  }

  /**
   * Writes the width code and, where all members have one length, that length; returns where the
   * numbers begin.
   */
  public static long writeWidths(long address, long greatest, int lengthWidth, int memberWidth) {
    RawMemory.putU8(address + RecordFormat.WIDTHS, RecordFormat.directoryCode(greatest));
    long at = address + RecordFormat.DIRECTORY;
    if (lengthWidth != 0) {
      return at;
    }
    RawMemory.putU16(at, memberWidth);
    return at + Short.BYTES;
  }

  /** Writes one directory number and returns the address behind it. */
  public static long writeNumber(long address, long greatest, long number) {
    int width = numberWidth(greatest);
    RawMemory.putNumber(address, width, number);
    return address + width;
  }

  /** Writes a horizon and returns the address behind it. */
  public static long writeHorizon(long address, long stamp, long member, int memberLength) {
    RawMemory.putLong(address, stamp);
    RawMemory.putU16(address + Long.BYTES, memberLength);
    RawMemory.copy(member, address + HORIZON_HEADER, memberLength);
    return address + HORIZON_HEADER + memberLength;
  }

  private static int numberWidth(long greatest) {
    return 1 << RecordFormat.directoryCode(greatest);
  }
}
