// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import static dev.lastword.record.RecordFormat.LIVE;

import dev.lastword.merge.Policy;
import dev.lastword.record.MemberHash;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordFormat;
import dev.lastword.record.RecordView;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Counts, after each merge of a candidate, what that merge lost and what it let back in. */
final class LossWatch {

  /*
   * What a merge drops is found from the record before and after it and from the exact answer, in time that grows with
   * what was dropped:
   *
   *   FORGET  the horizon rose from H to H': every member that the exact answer shows with an add in (H, H'] is gone.
   *   KEEP    live adds come off the old end, and no horizon tells which. So it is the record's live entries that were
   *           older than what is now the oldest one, and those of the merged operands. An add that comes again was
   *           counted when it was dropped before, or is counted as the record's: of operands only the first of each
   *           add counts.
   */

  private final RecordView before;
  private final RecordView after;
  private final Group group;
  private final int[] lost;
  private int losses;
  private final int[] shown;
  private int additions;
  private long groups;
  private final ExactMember lower = new ExactMember(new byte[0], 0, 0);
  private final ExactMember upper = new ExactMember(new byte[0], 0, 0);
  private byte[] lowerBytes = new byte[64];
  private byte[] upperBytes = new byte[64];

  LossWatch(RecordView before, RecordView after, Group group, int capacity) {
    this.before = before;
    this.after = after;
    this.group = group;
    lost = new int[capacity];
    shown = new int[capacity];
  }

  /**
   * Notes, once for all candidates, which adds of the group the exact answer does not show, and
   * which it shows that no group had before.
   */
  void begin(ExactSet set) {
    losses = 0;
    additions = 0;
    groups++;
    for (int i = 0; i < group.size(); i++) {
      ExactMember member = group.member(i);
      if (member != null && group.isAdd(i)) {
        note(i, member, set);
      }
    }
  }

  private void note(int operand, ExactMember member, ExactSet set) {
    if (isLost(set, member, group.stamp(operand))) {
      member.lostInGroup = groups;
      lost[losses++] = operand;
    }
    if (member.waits && member.added == group.stamp(operand)) {
      member.waits = false;
      if (member.live) {
        shown[additions++] = operand;
      }
    }
  }

  private boolean isLost(ExactSet set, ExactMember member, long stamp) {
    return !member.live
        && member.wasDeleted
        && member.deleted >= stamp
        && member.lostInGroup != groups
        && !set.isForgotten(stamp, member);
  }

  /** Counts for one candidate. */
  void merged(Policy policy, Tally tally, boolean had, ExactSet set) {
    if (had && before.hasHorizon()) {
      countRefused(tally, set);
    }
    if (policy.overflow() == Policy.Overflow.FORGET) {
      countBelowHorizon(tally, had, set);
    } else if (policy.maxAdds().isPresent()) {
      countDropped(policy.maxAdds().getAsLong(), tally, had, set);
    }
    for (int i = 0; i < losses; i++) {
      countComeback(lost[i], tally, had, set);
    }
  }

  private void countRefused(Tally tally, ExactSet set) {
    long horizon = before.horizonStamp();
    for (int i = 0; i < group.size(); i++) {
      ExactMember member = group.member(i);
      if (member != null
          && group.stamp(i) <= horizon
          && isAtOrBelow(i, horizon)
          && !set.isForgotten(group.stamp(i), member)) {
        tally.refused++;
        tally.refusedLive += group.isAdd(i) && isShown(member, group.stamp(i)) ? 1 : 0;
      }
    }
  }

  private boolean isAtOrBelow(int operand, long horizon) {
    return group.stamp(operand) < horizon
        || RawMemory.compare(
                member(operand),
                memberLength(operand),
                before.horizonMemberAddress(),
                before.horizonMemberLength())
            <= 0;
  }

  private void countBelowHorizon(Tally tally, boolean had, ExactSet set) {
    if (!after.hasHorizon()) {
      return;
    }
    boolean from = had && before.hasHorizon();
    if (from && isSameHorizon()) {
      return;
    }
    upperBytes = copy(after, upperBytes, upper);
    if (from) {
      lowerBytes = copy(before, lowerBytes, lower);
    }
    tally.forgotten += set.countBetween(from ? lower : null, upper);
  }

  private boolean isSameHorizon() {
    return before.horizonStamp() == after.horizonStamp()
        && before.horizonMemberLength() == after.horizonMemberLength()
        && RawMemory.equal(
            before.horizonMemberAddress(),
            after.horizonMemberAddress(),
            after.horizonMemberLength());
  }

  private static byte[] copy(RecordView view, byte[] scratch, ExactMember position) {
    int length = view.horizonMemberLength();
    byte[] bytes = room(scratch, length);
    RawMemory.copyOut(view.horizonMemberAddress(), bytes, 0, length);
    position.attach(bytes, 0, length);
    position.added = view.horizonStamp();
    return bytes;
  }

  private void countDropped(long bound, Tally tally, boolean had, ExactSet set) {
    int left = after.count(LIVE);
    if (left < bound) {
      return;
    }
    int entry = had ? before.count(LIVE) - 1 : -1;
    for (; entry >= 0 && isOlderThanAll(left, before, entry); entry--) {
      int length = before.memberLength(LIVE, entry);
      upperBytes = room(upperBytes, length);
      RawMemory.copyOut(before.memberAddress(LIVE, entry), upperBytes, 0, length);
      tally.forgotten +=
          isShown(set.find(upperBytes, 0, length), before.stamp(LIVE, entry)) ? 1 : 0;
    }
    for (int i = 0; i < additions; i++) {
      tally.forgotten += isDropped(shown[i], left) ? 1 : 0;
    }
  }

  private boolean isOlderThanAll(int left, RecordView view, int entry) {
    return left == 0
        || compareToOldest(
                left,
                view.stamp(LIVE, entry),
                view.memberAddress(LIVE, entry),
                view.memberLength(LIVE, entry))
            < 0;
  }

  private boolean isDropped(int operand, int left) {
    return left == 0
        || compareToOldest(left, group.stamp(operand), member(operand), memberLength(operand)) < 0;
  }

  private int compareToOldest(int left, long stamp, long member, int memberLength) {
    int last = left - 1;
    long oldest = after.stamp(LIVE, last);
    return stamp != oldest
        ? Long.compare(stamp, oldest)
        : RawMemory.compare(
            member, memberLength, after.memberAddress(LIVE, last), after.memberLength(LIVE, last));
  }

  private void countComeback(int operand, Tally tally, boolean had, ExactSet set) {
    long address = member(operand);
    int length = memberLength(operand);
    long hash = MemberHash.of(address, length);
    if (after.find(LIVE, address, length, hash) >= 0
        && !(had && before.find(LIVE, address, length, hash) >= 0)) {
      ExactMember member = group.member(operand);
      long age = member == null ? 0 : set.newest() - member.deleted;
      tally.comebackAge.add(age < 0 ? Long.MAX_VALUE : age);
    }
  }

  private static boolean isShown(@Nullable ExactMember member, long stamp) {
    return member != null && member.live && member.added == stamp;
  }

  private long member(int operand) {
    return group.address(operand) + RecordFormat.OPERATION_HEADER;
  }

  private int memberLength(int operand) {
    return group.length(operand) - RecordFormat.OPERATION_HEADER;
  }

  private static byte[] room(byte[] scratch, int length) {
    return length <= scratch.length ? scratch : Arrays.copyOf(scratch, 2 * length);
  }
}
