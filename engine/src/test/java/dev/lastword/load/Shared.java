// SPDX-License-Identifier: Apache-2.0
package dev.lastword.load;

import dev.lastword.Membership;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * A member that all writers of a set write to, so that their stamps race: late, equal, and of both
 * kinds. What is left of it is its newest add and its newest delete, in whatever order they came;
 * each only ever grows. So a read must find no less than was acknowledged, or found by a read, when
 * it began, and nothing that nobody has begun to write.
 */
final class Shared {
  /** How many a set has. */
  static final int MEMBERS = 2;

  /** Stands where the writer's number is in the names of other members. */
  static final int WRITER = -1;

  /** Operations that draw from the same stamps, more or less. */
  private static final int CROWDED = 3;

  private static final long NONE = Long.MIN_VALUE;

  private final Set<Long> adds = new HashSet<>();
  private final TreeSet<Long> deletes = new TreeSet<>();
  private Floor floor = new Floor(NONE, NONE);
  private long clock = CROWDED;

  /**
   * What the newest add and the newest delete are at least.
   *
   * @param add a stamp, or {@link #NONE}
   * @param delete likewise
   */
  record Floor(long add, long delete) {
    private Floor raised(boolean isAdd, long stamp) {
      return isAdd
          ? new Floor(Math.max(add, stamp), delete)
          : new Floor(add, Math.max(delete, stamp));
    }
  }

  /** Takes in an operation that is going to be written; returns its stamp, 1 or more. */
  synchronized long operation(boolean add, int jitter) {
    long stamp = ++clock / CROWDED + jitter;
    if (add) {
      adds.add(stamp);
    } else {
      deletes.add(stamp);
    }
    return stamp;
  }

  /** An operation is written. */
  synchronized void acknowledge(boolean add, long stamp) {
    floor = floor.raised(add, stamp);
  }

  /** Returns what a read that begins now must find. */
  synchronized Floor floor() {
    return floor;
  }

  /**
   * Returns whether a read may have seen this, and remembers it.
   *
   * @param from the floor when the read began
   * @param stamp of the visible member, 0 when it is not visible
   */
  synchronized boolean explains(Floor from, long stamp) {
    if (stamp == 0) {
      // There was no add, or a delete that is no older.
      return remember(from.add == NONE || deletes.ceiling(from.add) != null, false, from.add);
    }
    return remember(adds.contains(stamp) && stamp >= from.add && stamp > from.delete, true, stamp);
  }

  /** As the other one, where the read tells deletes too. */
  synchronized boolean explains(Floor from, Membership found) {
    long stamp = found.stamp();
    return switch (found.state()) {
      case PRESENT -> explains(from, stamp);
      case DELETED ->
          remember(
              deletes.contains(stamp) && stamp >= from.delete && stamp >= from.add, false, stamp);
      case UNKNOWN -> from.equals(new Floor(NONE, NONE));
    };
  }

  private boolean remember(boolean explained, boolean add, long stamp) {
    if (explained) {
      floor = floor.raised(add, stamp);
    }
    return explained;
  }

  @Override
  public synchronized String toString() {
    return floor.toString();
  }
}
