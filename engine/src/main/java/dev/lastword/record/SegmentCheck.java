// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

import org.jspecify.annotations.Nullable;

/**
 * Checks the entries of a state one by one: order, horizon, fingerprints, and how lengths are kept.
 *
 * <p>That no stamp is above the newest follows: {@link RecordCheck#checkHeader} has looked at the
 * first of each group, and here the others are found to be no newer.
 */
final class SegmentCheck {

  private final RecordView view;
  private final EntryCursor cursor;
  private int shortest;
  private int longest;

  SegmentCheck(RecordView view) {
    this.view = view;
    this.cursor = new EntryCursor(view, RecordFormat.LIVE);
  }

  @Nullable String run() {
    shortest = Integer.MAX_VALUE;
    longest = 0;
    for (int group = 0; group < RecordFormat.GROUPS; group++) {
      String problem = group(group);
      if (problem != null) {
        return problem;
      }
    }
    return lengthWidth();
  }

  private @Nullable String lengthWidth() {
    int needed = longest > 0xFF ? 2 : 1;
    if (shortest == longest) {
      needed = 0;
    }
    return needed == view.lengthWidth ? null : "lengths kept in a wider form than they need";
  }

  private @Nullable String group(int group) {
    cursor.reset(group);
    long stamp = 0;
    long member = 0;
    int length = 0;
    while (cursor.next()) {
      if (cursor.index() > 0 && compare(stamp, member, length) >= 0) {
        return "entries out of order";
      }
      stamp = cursor.stamp();
      member = held(cursor.member());
      length = cursor.memberLength();
      shortest = Math.min(shortest, length);
      longest = Math.max(longest, length);
      if (view.fingerprints && !view.folded && !fingerprintMatches(group)) {
        return "a fingerprint that is not its member's";
      }
    }
    return length > 0 && view.horizon && aboveHorizon(stamp, member, length) <= 0
        ? "an entry at or below the horizon"
        : null;
  }

  /** A folded member is valid until the cursor moves; this one is compared with the next. */
  private long held(long member) {
    if (!view.folded) {
      return member;
    }
    RawMemory.putLong(view.slot(RecordView.CHECK_SLOT), RawMemory.getLong(member));
    return view.slot(RecordView.CHECK_SLOT);
  }

  private int compare(long stamp, long member, int length) {
    int order = Long.compare(cursor.stamp(), stamp);
    return order != 0
        ? order
        : RawMemory.compare(cursor.member(), cursor.memberLength(), member, length);
  }

  private int aboveHorizon(long stamp, long member, int length) {
    int order = Long.compare(stamp, view.horizonStamp);
    return order != 0
        ? order
        : RawMemory.compare(member, length, view.horizonMember, view.horizonMemberLength);
  }

  private boolean fingerprintMatches(int group) {
    long hash = MemberHash.of(cursor.member(), cursor.memberLength());
    int index = cursor.index();
    int segment = group == RecordFormat.LIVE ? (index < view.counts[0] ? 0 : 1) : group + 1;
    int at = segment == 1 ? index - view.counts[0] : index;
    return RawMemory.getU16(view.fingerprintColumn(segment) + 2L * at)
        == MemberHash.fingerprint(hash);
  }
}
