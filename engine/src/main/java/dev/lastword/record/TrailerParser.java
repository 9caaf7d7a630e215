// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

import org.jspecify.annotations.Nullable;

/**
 * Reads what lies behind a state's segments: the horizon and the quarantine (docs/format.md,
 * section 4.3).
 */
final class TrailerParser {

  private static final int HORIZON_HEADER = Long.BYTES + Short.BYTES;

  private TrailerParser() {}

  /** Parses from offset {@code at} on; {@code layout} is the record's layout byte. */
  static @Nullable String parse(RecordView view, long at, int layout) {
    long next = at;
    if ((layout & RecordFormat.LAYOUT_HORIZON) != 0) {
      next = horizon(view, next);
      if (next > view.length) {
        return RecordParser.SHORT;
      }
    }
    if ((layout & RecordFormat.LAYOUT_QUARANTINE) != 0) {
      next = quarantine(view, next);
      if (next > view.length) {
        return RecordParser.SHORT;
      }
    }
    return next == view.length ? null : RecordParser.TRAILING;
  }

  /** Returns the offset behind the horizon; beyond the record's length when it does not fit. */
  private static long horizon(RecordView view, long at) {
    if (at + HORIZON_HEADER > view.length) {
      return Long.MAX_VALUE;
    }
    view.horizon = true;
    view.horizonStamp = RawMemory.getLong(view.address + at);
    view.horizonMemberLength = RawMemory.getU16(view.address + at + Long.BYTES);
    view.horizonMember = view.address + at + HORIZON_HEADER;
    return at + HORIZON_HEADER + view.horizonMemberLength;
  }

  private static long quarantine(RecordView view, long at) {
    if (at + Integer.BYTES > view.length) {
      return Long.MAX_VALUE;
    }
    long count = RawMemory.getU32(view.address + at);
    long next = at + Integer.BYTES;
    // Each string takes four bytes at least, so a count the bytes do not back ends the loop early.
    for (long i = 0; i < count; i++) {
      if (next + Integer.BYTES > view.length) {
        return Long.MAX_VALUE;
      }
      next += Integer.BYTES + RawMemory.getU32(view.address + next);
    }
    if (next <= view.length) {
      view.quarantineCount = (int) count;
      view.quarantine = view.address + at + Integer.BYTES;
    }
    return next;
  }
}
