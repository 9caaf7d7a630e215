// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

/**
 * Constants and offsets of the record format, version 1. The whole of it is specified in {@code
 * docs/format.md}.
 *
 * <pre>
 *  single operation          0        1                     9
 *                           +--------+---------------------+-----------
 *                           | 1x     | stamp, i64          | member ...
 *                           +--------+---------------------+-----------
 *
 *  state                     0        1        2        3                     11
 *                           +--------+--------+--------+---------------------+-----------
 *                           | 10     | layout | widths | newest stamp, i64   | directory
 *                           +--------+--------+--------+---------------------+-----------
 *                           | head | rest | tombstones | buried | outlived   |   segments
 *                           +------+------+------------+--------+------------+
 *                           | horizon (if any) | quarantine (if any) |
 *                           +------------------+---------------------+
 *
 *  segment of n entries     | stamps, n x sw | fingerprints, n x 2 | lengths, n x lw | members |
 *
 *  layout byte               7            6         5   4    3   2   1   0
 *                           | quarantine | horizon | lw     | sw          |
 * </pre>
 */
public final class RecordFormat {

  /** The version this code writes, and the newest it reads. */
  public static final int VERSION = 1;

  /** First byte of a state. */
  public static final int STATE = 0x10;

  /** First byte of a single add. */
  public static final int ADD = 0x11;

  /** First byte of a single delete. */
  public static final int DELETE = 0x12;

  /** First byte of a lone horizon. */
  public static final int FORGET = 0x13;

  /** Bytes before the member of a single operation. */
  public static final int OPERATION_HEADER = 9;

  /** Offset of the stamp of a single operation. */
  public static final int OPERATION_STAMP = 1;

  /** Offsets in a state. */
  static final int LAYOUT = 1;

  static final int WIDTHS = 2;
  static final int NEWEST = 3;
  static final int DIRECTORY = 11;

  static final int LAYOUT_HORIZON = 0x40;
  static final int LAYOUT_QUARANTINE = 0x80;

  /** Live entries kept in the head segment. */
  public static final int HEAD_ENTRIES = 64;

  /** Longest member, in bytes. */
  public static final int MAX_MEMBER = 65_535;

  /** Longest record, in bytes: what RocksDB's Java API can return. */
  public static final long MAX_RECORD = Integer.MAX_VALUE;

  /** Group of adds that are visible. */
  public static final int LIVE = 0;

  /** Group of deletes that win. */
  public static final int TOMBSTONES = 1;

  /** Group of adds beaten by their member's tombstone. */
  public static final int BURIED = 2;

  /** Group of deletes beaten by their member's add. */
  public static final int OUTLIVED = 3;

  /** Number of groups. */
  public static final int GROUPS = 4;

  /** Number of segments: the live group has two, head and rest. */
  public static final int SEGMENTS = 5;

  /** Longest member that is folded where all members have one length. */
  public static final int FOLDED_MEMBER = 8;

  /** Bytes of a folded member that its fingerprint stands for. */
  public static final int FOLD = Short.BYTES;

  private RecordFormat() {}

  /** Returns the number of bytes, 0 to 8, that hold {@code span} as an unsigned number. */
  public static int stampWidth(long span) {
    return (Long.SIZE - Long.numberOfLeadingZeros(span) + 7) >>> 3;
  }

  /** Returns the code, 0 to 2, of the directory width that holds {@code greatest}. */
  static int directoryCode(long greatest) {
    if (greatest <= 0xFF) {
      return 0;
    }
    return greatest <= 0xFFFF ? 1 : 2;
  }

  /** Returns whether a record with this length and member width has a fingerprint column. */
  public static boolean hasFingerprints(int lengthWidth, int memberWidth) {
    return lengthWidth != 0 || memberWidth > 1;
  }

  /** Returns whether a record with this length and member width folds its members. */
  public static boolean isFolded(int lengthWidth, int memberWidth) {
    return lengthWidth == 0 && memberWidth > 1 && memberWidth <= FOLDED_MEMBER;
  }
}
