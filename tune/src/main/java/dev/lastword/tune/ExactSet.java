// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The exact answer for one set: last writer wins, nothing is ever truncated. Plain collections, and
 * nothing of the merge code that it is a reference for.
 */
final class ExactSet {

  private final Map<ExactMember, ExactMember> members = new HashMap<>();
  private final NavigableSet<ExactMember> live = new TreeSet<>(ExactMember::compareAdds);
  private final ExactMember probe = new ExactMember(new byte[0], 0, 0);
  private @Nullable ExactMember horizon;
  private long newest = Long.MIN_VALUE;
  private boolean any;

  /** Applies an add or a delete, and returns its member. */
  ExactMember apply(boolean add, long stamp, byte[] bytes, int from, int length) {
    ExactMember member = find(bytes, from, length);
    if (member == null) {
      member = new ExactMember(Arrays.copyOfRange(bytes, from, from + length), 0, length);
      members.put(member, member);
    }
    newest = any ? Math.max(newest, stamp) : stamp;
    any = true;
    if (isForgotten(stamp, member)) {
      return member;
    }
    if (add && !(member.wasAdded && member.added >= stamp)) {
      takeOut(member);
      member.wasAdded = true;
      member.added = stamp;
      member.waits = true;
    } else if (!add && !(member.wasDeleted && member.deleted >= stamp)) {
      member.wasDeleted = true;
      member.deleted = stamp;
    }
    settle(member);
    return member;
  }

  /** Forgets everything at or below a position. */
  void forget(long stamp, byte[] bytes, int from, int length) {
    ExactMember position =
        new ExactMember(Arrays.copyOfRange(bytes, from, from + length), 0, length);
    position.added = stamp;
    if (horizon != null && ExactMember.compareAdds(position, horizon) <= 0) {
      return;
    }
    horizon = position;
    while (!live.isEmpty() && ExactMember.compareAdds(live.first(), position) <= 0) {
      live.removeFirst().live = false;
    }
  }

  @Nullable ExactMember find(byte[] bytes, int from, int length) {
    probe.attach(bytes, from, length);
    return members.get(probe);
  }

  /** The greatest stamp of all adds and deletes so far; meaningless before the first. */
  long newest() {
    return newest;
  }

  /** Whether there was any add or delete. */
  boolean hasNewest() {
    return any;
  }

  int liveCount() {
    return live.size();
  }

  /** The members in the set, newest first. */
  Iterator<ExactMember> newestFirst() {
    return live.descendingIterator();
  }

  /**
   * Counts the members in the set whose adds lie in a range of positions.
   *
   * @param above exclusive; null for no bound
   * @param upTo inclusive
   */
  int countBetween(@Nullable ExactMember above, ExactMember upTo) {
    int count = 0;
    for (ExactMember member : live.headSet(upTo, true).descendingSet()) {
      if (above != null && ExactMember.compareAdds(member, above) <= 0) {
        break;
      }
      count++;
    }
    return count;
  }

  /** Counts members whose newest add is remembered: that above what was forgotten by demand. */
  int adds() {
    int count = 0;
    for (ExactMember member : members.values()) {
      count += member.wasAdded && !isForgotten(member.added, member) ? 1 : 0;
    }
    return count;
  }

  /** Counts members whose newest delete is remembered, likewise. */
  int deletes() {
    int count = 0;
    for (ExactMember member : members.values()) {
      count += member.wasDeleted && !isForgotten(member.deleted, member) ? 1 : 0;
    }
    return count;
  }

  /** Whether an operation lies at or below what was forgotten by demand. */
  boolean isForgotten(long stamp, ExactMember member) {
    ExactMember limit = horizon;
    if (limit == null || stamp > limit.added) {
      return false;
    }
    return stamp < limit.added
        || Arrays.compareUnsigned(
                member.bytes,
                member.from,
                member.from + member.length,
                limit.bytes,
                0,
                limit.length)
            <= 0;
  }

  private void settle(ExactMember member) {
    boolean shown =
        member.wasAdded
            && !(member.wasDeleted && member.deleted >= member.added)
            && !isForgotten(member.added, member);
    if (shown && !member.live) {
      member.live = true;
      live.add(member);
    } else if (!shown) {
      takeOut(member);
    }
  }

  /** Before the stamp changes by which the member is found. */
  private void takeOut(ExactMember member) {
    if (member.live) {
      live.remove(member);
      member.live = false;
    }
  }
}
