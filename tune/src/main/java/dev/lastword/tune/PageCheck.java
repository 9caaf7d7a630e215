// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import dev.lastword.record.EntryCursor;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordFormat;
import dev.lastword.record.RecordView;
import java.util.Arrays;

/** Compares the members that a record shows with the exact answer; both are newest first. */
final class PageCheck {

  private final RecordView view;
  private final EntryCursor cursor;
  private byte[] scratch = new byte[64];
  private int missing;
  private int extra;
  private int dead;

  PageCheck(RecordView view) {
    this.view = view;
    cursor = new EntryCursor(view, RecordFormat.LIVE);
  }

  /** Members that should be shown and are not. */
  int missing() {
    return missing;
  }

  /** Members that are shown and should not be. */
  int extra() {
    return extra;
  }

  /** Those of them that are not in the set at all. */
  int dead() {
    return dead;
  }

  boolean isExact() {
    return missing == 0 && extra == 0;
  }

  /**
   * Compares.
   *
   * @param listing the exact answer
   * @param limit how many members to look at on either side
   */
  void run(Listing listing, int limit, ExactSet set) {
    int size = Math.min(limit, listing.size());
    int shown = Math.min(limit, view.count(RecordFormat.LIVE));
    cursor.reset(RecordFormat.LIVE);
    missing = 0;
    extra = 0;
    dead = 0;
    int expected = 0;
    for (int i = 0; i < shown; i++) {
      cursor.next();
      expected += place(listing, expected, size, set);
    }
    missing += size - expected;
  }

  /** Finds the cursor's entry in the listing; returns how far to go on in that. */
  private int place(Listing listing, int from, int size, ExactSet set) {
    long stamp = cursor.stamp();
    long member = cursor.member();
    int length = cursor.memberLength();
    int at = from;
    if (at < size && listing.isAt(at, stamp, member, length)) {
      return 1;
    }
    while (at < size && listing.compare(at, stamp, member, length) > 0) {
      at++;
    }
    missing += at - from;
    if (at < size && listing.isAt(at, stamp, member, length)) {
      return at - from + 1;
    }
    extra++;
    dead += isLive(set, member, length) ? 0 : 1;
    return at - from;
  }

  private boolean isLive(ExactSet set, long member, int length) {
    if (length > scratch.length) {
      scratch = Arrays.copyOf(scratch, 2 * length);
    }
    RawMemory.copyOut(member, scratch, 0, length);
    ExactMember found = set.find(scratch, 0, length);
    return found != null && found.live;
  }
}
