// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Attaches a {@link RecordView}: reads the header, finds the columns, and proves that all of them
 * lie inside the record.
 *
 * <p>Every size is computed in 64 bits from fields of at most 32, so nothing overflows, and is
 * compared with the record's length before anything there is read. Messages are constants: a
 * malformed operand costs no allocation.
 */
final class RecordParser {

  static final String EMPTY_MEMBER = "an operation without a member";
  static final String LONG_MEMBER = "a member longer than 65535 bytes";
  static final String SHORT = "ends early";
  static final String TRAILING = "has bytes behind its end";
  static final String LENGTHS = "member lengths do not add up";

  /** What is said of a record of each version above ours; made once, as merges ask too. */
  private static final String[] NEWER = new String[16];

  static {
    for (int version = RecordFormat.VERSION + 1; version < NEWER.length; version++) {
      NEWER[version] =
          "a record of version "
              + version
              + ", a newer version than 1, which a newer Lastword reads, or damaged";
    }
  }

  private RecordParser() {}

  static void clear(RecordView view) {
    Arrays.fill(view.counts, 0);
    view.stampWidth(0);
    view.lengthWidth = 0;
    view.memberWidth(0, false);
    view.fingerprints = false;
    view.settleColumns();
    view.newest = 0;
    view.horizon = false;
    view.horizonStamp = 0;
    view.horizonMember = 0;
    view.horizonMemberLength = 0;
    view.quarantineCount = 0;
    view.quarantine = 0;
  }

  static @Nullable String parse(RecordView view, long address, long available, long length) {
    view.address = address;
    view.length = length;
    view.available = available;
    view.places.clear();
    // A state sets all else itself, so the most frequent record is not cleared first.
    view.horizon = false;
    view.quarantineCount = 0;
    int tag = available == 0 ? -1 : RawMemory.getU8(address);
    if (tag == RecordFormat.STATE) {
      return state(view);
    }
    clear(view);
    if (length == 0) {
      return emptyState(view);
    }
    return switch (tag) {
      case RecordFormat.ADD, RecordFormat.DELETE -> operation(view, tag);
      case RecordFormat.FORGET -> forget(view);
      case -1 -> SHORT;
      default -> unknown(tag);
    };
  }

  private static String unknown(int tag) {
    int version = tag >>> 4;
    return version > RecordFormat.VERSION ? NEWER[version] : "not a Lastword record";
  }

  private static @Nullable String emptyState(RecordView view) {
    Arrays.fill(view.starts, view.address);
    return null;
  }

  private static @Nullable String operation(RecordView view, int tag) {
    long memberLength = view.length - RecordFormat.OPERATION_HEADER;
    String problem = checkOperation(view, memberLength);
    if (problem != null) {
      return problem;
    }
    if (memberLength == 0) {
      return EMPTY_MEMBER;
    }
    int segment = tag == RecordFormat.ADD ? 0 : 2;
    int next = segment + 1;
    Arrays.fill(view.starts, 0, next, view.address + RecordFormat.OPERATION_STAMP);
    Arrays.fill(view.starts, next, view.starts.length, view.address + view.length);
    view.counts[segment] = 1;
    view.memberWidth((int) memberLength, false);
    view.stampWidth(Long.BYTES);
    view.settleColumns();
    view.newest = RawMemory.getLong(view.address + RecordFormat.OPERATION_STAMP);
    return null;
  }

  private static @Nullable String checkOperation(RecordView view, long memberLength) {
    if (view.available < RecordFormat.OPERATION_HEADER || memberLength < 0) {
      return SHORT;
    }
    return memberLength > RecordFormat.MAX_MEMBER ? LONG_MEMBER : null;
  }

  private static @Nullable String forget(RecordView view) {
    long memberLength = view.length - RecordFormat.OPERATION_HEADER;
    String problem = checkOperation(view, memberLength);
    if (problem != null) {
      return problem;
    }
    emptyState(view);
    view.horizon = true;
    view.horizonStamp = RawMemory.getLong(view.address + RecordFormat.OPERATION_STAMP);
    view.horizonMember = view.address + RecordFormat.OPERATION_HEADER;
    view.horizonMemberLength = (int) memberLength;
    return null;
  }

  private static @Nullable String state(RecordView view) {
    if (view.length > RecordFormat.MAX_RECORD) {
      return "longer than 2147483647 bytes";
    }
    if (view.available < RecordFormat.DIRECTORY) {
      return SHORT;
    }
    int layout = RawMemory.getU8(view.address + RecordFormat.LAYOUT);
    int widths = RawMemory.getU8(view.address + RecordFormat.WIDTHS);
    int stampWidth = layout & 0xF;
    int lengthWidth = (layout >>> 4) & 3;
    if (stampWidth > Long.BYTES || lengthWidth > 2 || widths > 2) {
      return "an unknown layout";
    }
    view.stampWidth(stampWidth);
    view.lengthWidth = lengthWidth;
    view.newest = RawMemory.getLong(view.address + RecordFormat.NEWEST);
    return directory(view, layout, widths);
  }

  private static @Nullable String directory(RecordView view, int layout, int widthCode) {
    int width = 1 << widthCode;
    boolean fixed = view.lengthWidth == 0;
    int numbers = RecordFormat.GROUPS + (fixed ? 0 : RecordFormat.SEGMENTS);
    int size = RecordFormat.DIRECTORY + (fixed ? Short.BYTES : 0) + numbers * width;
    if (view.available < size) {
      return SHORT;
    }
    long at = view.address + RecordFormat.DIRECTORY;
    if (fixed) {
      int memberWidth = RawMemory.getU16(at);
      view.memberWidth(memberWidth, RecordFormat.isFolded(0, memberWidth));
      at += Short.BYTES;
    } else {
      view.memberWidth(0, false);
    }
    view.fingerprints = RecordFormat.hasFingerprints(view.lengthWidth, view.memberWidth);
    view.settleColumns();
    long greatest = counts(view, at, width);
    if (greatest > view.length) {
      return SHORT;
    }
    greatest = Math.max(greatest, segments(view, size, at + 4L * width, width));
    if (RecordFormat.directoryCode(greatest) != widthCode) {
      return "directory wider than it needs to be";
    }
    return columns(view, layout);
  }

  /**
   * Reads the four counts and returns the greatest; the view's counts are valid when that is no
   * more than its length.
   */
  private static long counts(RecordView view, long at, int width) {
    long live = RawMemory.getNumber(at, width);
    long greatest = live;
    view.counts[0] = (int) Math.min(live, RecordFormat.HEAD_ENTRIES);
    view.counts[1] = (int) (live - view.counts[0]);
    for (int group = 1; group < RecordFormat.GROUPS; group++) {
      long count = RawMemory.getNumber(at + (long) group * width, width);
      view.counts[group + 1] = (int) count;
      greatest = Math.max(greatest, count);
    }
    return greatest;
  }

  /**
   * Lays the segments out behind the header. Where members vary in length, reads how many bytes
   * those of each segment take, and returns the greatest of these numbers, else 0.
   */
  private static long segments(RecordView view, long headerSize, long numbers, int width) {
    long greatest = 0;
    long at = view.address + headerSize;
    for (int segment = 0; segment < RecordFormat.SEGMENTS; segment++) {
      view.starts[segment] = at;
      at += (long) view.counts[segment] * view.entryBytes();
      if (view.lengthWidth != 0) {
        long members = RawMemory.getNumber(numbers + (long) segment * width, width);
        at += members;
        greatest = Math.max(greatest, members);
      }
    }
    view.starts[RecordFormat.SEGMENTS] = at;
    return greatest;
  }

  private static @Nullable String columns(RecordView view, int layout) {
    long end = view.starts[RecordFormat.SEGMENTS] - view.address;
    if (end > view.length) {
      return SHORT;
    }
    String problem = lengths(view);
    if (problem != null || view.available < view.length) {
      return problem;
    }
    return TrailerParser.parse(view, end, layout);
  }

  /** Sums the lengths of every segment that is there and compares with the directory. */
  private static @Nullable String lengths(RecordView view) {
    if (view.lengthWidth == 0) {
      return view.memberWidth == 0 && view.entries() > 0 ? EMPTY_MEMBER : null;
    }
    long end = view.address + view.available;
    for (int segment = 0; segment < RecordFormat.SEGMENTS; segment++) {
      if (view.memberColumn(segment) > end) {
        return null;
      }
      int count = view.counts[segment];
      if (view.memberBytesOf(segment, 0, count) != view.memberColumnBytes(segment)) {
        return LENGTHS;
      }
      if (LengthColumn.hasZero(view.lengthColumn(segment), view.lengthWidth, count)) {
        return EMPTY_MEMBER;
      }
    }
    return null;
  }
}
