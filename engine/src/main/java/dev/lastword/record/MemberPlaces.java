// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

/**
 * Finds members by the index of their entry, one after another: from the one that was asked for
 * before, where members vary in length and that is nearer than an end of the segment. So a walk in
 * either direction sums each length once, where each access by itself would sum all up to it.
 *
 * <p>Not thread-safe. {@link #clear} makes it usable when the view is attached again.
 */
public final class MemberPlaces {
  private static final int NOWHERE = -1;

  private final RecordView view;
  private int segment = NOWHERE;
  private int index;
  private long address;

  /** Creates places in the records that {@code view} is attached to. */
  public MemberPlaces(RecordView view) {
    this.view = view;
  }

  /** Forgets what was asked for: the view is attached to another record, or will be. */
  public void clear() {
    segment = NOWHERE;
  }

  /** Returns the address of a member of a group, as {@link RecordView#memberAddress} does. */
  public long inGroup(int group, int at) {
    int in = view.segment(group, at);
    return in == 1 ? of(in, at - view.counts[0]) : of(in, at);
  }

  /** Returns the address of a member, as {@link RecordView#segmentMember(int, int)} does. */
  public long of(int wanted, int at) {
    if (view.lengthWidth == 0) {
      return view.segmentMember(wanted, at);
    }
    int steps = at - index;
    if (segment != wanted || Math.abs(steps) > Math.min(at, view.counts[wanted] - at)) {
      address = view.segmentMember(wanted, at);
    } else if (steps >= 0) {
      address += view.memberBytesOf(wanted, index, steps);
    } else {
      address -= view.memberBytesOf(wanted, at, -steps);
    }
    segment = wanted;
    index = at;
    return address;
  }
}
