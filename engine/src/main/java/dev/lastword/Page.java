// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static dev.lastword.record.RecordFormat.LIVE;

import dev.lastword.record.RecordView;
import org.jspecify.annotations.Nullable;

/** Finds where a page lies among a record's live entries, which are sorted newest first. */
final class Page {
  private Page() {}

  /** The first of {@code count} entries that is older than {@code after}. */
  static int firstOlder(RecordView view, int count, @Nullable Cursor after) {
    if (after == null) {
      return 0;
    }
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(view, middle, after) < 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** How many of {@code count} entries are newer than {@code until}. */
  static int countNewer(RecordView view, int count, @Nullable Cursor until) {
    if (until == null) {
      return count;
    }
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(view, middle, until) <= 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Whether an entry stands at a position. */
  static boolean isAt(RecordView view, int index, @Nullable Cursor position) {
    return position != null && compare(view, index, position) == 0;
  }

  private static int compare(RecordView view, int index, Cursor cursor) {
    long stamp = view.stamp(LIVE, index);
    if (stamp != cursor.stamp()) {
      return stamp < cursor.stamp() ? -1 : 1;
    }
    return RecordBytes.compare(
        stamp, view.memberAddress(LIVE, index), view.memberLength(LIVE, index), cursor);
  }
}
