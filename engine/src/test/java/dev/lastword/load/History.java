// SPDX-License-Identifier: Apache-2.0
package dev.lastword.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What one writer did: steps of one or more operations, numbered from 1 on. Each operation is
 * stamped with its number, so the newest one on a member is the last one, and what a reader sees
 * tells after which step it looked.
 *
 * <p>One thread writes; any may ask.
 */
final class History {
  /** Sets that a writer writes to, and members that it has in each. */
  static final int SETS = 3;

  static final int MEMBERS = 4;

  private final Lane[] lanes = new Lane[SETS * MEMBERS];
  private long[] ends = new long[16];
  private long operations;
  private final List<Race> races = new ArrayList<>();
  private final AtomicInteger observed = new AtomicInteger();
  private volatile int begun;
  private volatile int acknowledged;

  /** An operation of the step under way on a member that the set's writers share. */
  record Race(int set, int number, Shared member, boolean add, long stamp) {}

  History() {
    Arrays.setAll(lanes, lane -> new Lane());
  }

  /**
   * Takes in one operation of the step that {@link #begin} is going to begin; returns its stamp.
   */
  synchronized long operation(int set, int member, boolean add) {
    long stamp = ++operations;
    lanes[set * MEMBERS + member].append(add ? stamp : -stamp);
    return stamp;
  }

  /** Takes in an operation on a shared member as {@link #operation} does. */
  synchronized long race(int set, int number, Shared member, boolean add, int jitter) {
    long stamp = member.operation(add, jitter);
    races.add(new Race(set, number, member, add, stamp));
    return stamp;
  }

  /** The operations taken in since are about to be written, as one step. */
  synchronized void begin() {
    int step = begun + 1;
    if (step == ends.length) {
      ends = Arrays.copyOf(ends, step * 2);
    }
    ends[step] = operations;
    begun = step;
  }

  /** The step begun last is written. */
  synchronized void acknowledge() {
    acknowledged = begun;
    races.forEach(race -> race.member.acknowledge(race.add, race.stamp));
    races.clear();
  }

  /** A read has seen what this step made, or a later one. */
  void observe(int step) {
    observed.accumulateAndGet(step, Math::max);
  }

  /** Returns whether the last step, or a part of it, was not acknowledged; it is begun now. */
  synchronized boolean isPending() {
    if (operations > ends[begun] || (begun == acknowledged && !races.isEmpty())) {
      begin();
    }
    return begun > acknowledged;
  }

  /** Hands out the operations of the step that is pending, in no order. */
  synchronized void pending(Operation each) {
    for (int lane = 0; lane < lanes.length; lane++) {
      for (int i = 0; i < lanes[lane].count; i++) {
        long stamp = lanes[lane].stamps[i];
        if (Math.abs(stamp) > ends[acknowledged]) {
          each.accept(lane / MEMBERS, lane % MEMBERS, stamp > 0, Math.abs(stamp));
        }
      }
    }
  }

  /** Returns those of the operations that are pending that are on shared members. */
  synchronized List<Race> pendingRaces() {
    return List.copyOf(races);
  }

  /** Takes an operation. */
  interface Operation {
    /** Takes one. */
    void accept(int set, int member, boolean add, long stamp);
  }

  /** Steps that were begun; those after {@link #known} may be there or not. */
  int begun() {
    return begun;
  }

  /**
   * Steps that every read that begins now must find: they were acknowledged, or a read has found
   * them.
   */
  int known() {
    return Math.max(acknowledged, observed.get());
  }

  synchronized long operations() {
    return operations;
  }

  /**
   * Returns after which of the steps {@code from} to {@code to} a set would look as it was seen.
   *
   * @param seen the stamp of each visible member, 0 for one that is not visible
   */
  synchronized BitSet explain(int set, long[] seen, int from, int to) {
    BitSet steps = new BitSet();
    for (int step = from; step <= to; step++) {
      if (isSeen(set, seen, ends[step])) {
        steps.set(step);
      }
    }
    return steps;
  }

  /**
   * Returns the first of the steps that {@link #explain} one member, or -1; {@code seen} is
   * negative when a delete was found.
   */
  synchronized int explainMember(int set, int member, long seen, int from, int to) {
    for (int step = from; step <= to; step++) {
      if (lanes[set * MEMBERS + member].last(ends[step]) == seen) {
        return step;
      }
    }
    return -1;
  }

  private boolean isSeen(int set, long[] seen, long end) {
    for (int member = 0; member < MEMBERS; member++) {
      if (Math.max(0, lanes[set * MEMBERS + member].last(end)) != seen[member]) {
        return false;
      }
    }
    return true;
  }

  /** The operations on one member of one set: stamps, negative for deletes. */
  private static final class Lane {
    private long[] stamps = new long[4];
    private int count;

    void append(long stamp) {
      if (count == stamps.length) {
        stamps = Arrays.copyOf(stamps, count * 2);
      }
      stamps[count++] = stamp;
    }

    /** Returns the last operation no later than {@code end}, 0 for none. */
    long last(long end) {
      int low = 0;
      int high = count;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (Math.abs(stamps[middle]) <= end) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low == 0 ? 0 : stamps[low - 1];
    }
  }
}
