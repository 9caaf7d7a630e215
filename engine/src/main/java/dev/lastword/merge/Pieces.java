// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static dev.lastword.record.RecordFormat.HEAD_ENTRIES;
import static dev.lastword.record.RecordFormat.SEGMENTS;

import dev.lastword.record.RecordView;
import java.util.Arrays;

/**
 * The result, segment by segment, as pieces: a range of entries of one base segment, or one new
 * entry.
 *
 * <p>The live group's runs are cut where the base's head ends and where the result's head ends, so
 * that each piece lies in one segment on both sides and each of its columns is one block copy. The
 * cut also finds where each piece's members lie, in one pass over the lengths.
 */
final class Pieces {

  /** Source of a piece that is one new entry. */
  static final int NEW = -1;

  private static final int LARGEST_KEPT = 1 << 16;

  private final RecordView base;
  private final Touched touched;

  private int[] sources = new int[64];
  private int[] starts = new int[64];
  private int[] counts = new int[64];
  private long[] members = new long[64];
  private long[] columnBytes = new long[64];
  private int size;

  private final int[] firstPieces = new int[SEGMENTS + 1];
  private final int[] segmentCounts = new int[SEGMENTS];
  private final long[] segmentMemberBytes = new long[SEGMENTS];

  private int segment;
  private int walkedSegment;
  private int walkedIndex;
  private long walkedMember;

  Pieces(RecordView base, Touched touched) {
    this.base = base;
    this.touched = touched;
  }

  void build(GroupPlan[] plans) {
    clear();
    for (GroupPlan plan : plans) {
      begin(plan.isLive() ? 0 : plan.group() + 1);
      for (int run = 0; run < plan.runs(); run++) {
        addRun(plan, plan.runStart(run), plan.runLength(run));
      }
      if (segment == 0) {
        begin(1);
      }
    }
    firstPieces[SEGMENTS] = size;
  }

  private void begin(int segment) {
    this.segment = segment;
    firstPieces[segment] = size;
  }

  private void addRun(GroupPlan plan, int start, int length) {
    if (length == GroupPlan.NEW) {
      room();
      add(NEW, start, 1, touched.member(start), touched.length(start));
      return;
    }
    int done = 0;
    while (done < length) {
      done += addRange(plan, start + done, Math.min(length - done, room()));
    }
  }

  /** Returns how many more entries the segment takes; goes on to the rest when the head is full. */
  private int room() {
    if (segment == 0 && segmentCounts[0] == HEAD_ENTRIES) {
      begin(1);
    }
    return segment == 0 ? HEAD_ENTRIES - segmentCounts[0] : Integer.MAX_VALUE;
  }

  private void clear() {
    size = 0;
    walkedSegment = -1;
    for (int i = 0; i < SEGMENTS; i++) {
      segmentCounts[i] = 0;
      segmentMemberBytes[i] = 0;
    }
    if (sources.length > LARGEST_KEPT) {
      sources = new int[64];
      starts = new int[64];
      counts = new int[64];
      members = new long[64];
      columnBytes = new long[64];
    }
  }

  /**
   * Adds base entries of a group from {@code start} on, no further than their segment reaches;
   * returns how many.
   */
  private int addRange(GroupPlan plan, int start, int count) {
    int source = plan.isLive() ? 0 : plan.group() + 1;
    int index = start;
    if (plan.isLive() && start >= base.segmentCount(0)) {
      source = 1;
      index = start - base.segmentCount(0);
    }
    int taken = Math.min(count, base.segmentCount(source) - index);
    long member = walk(source, index);
    long bytes = base.memberBytesOf(source, index, taken);
    add(source, index, taken, member, bytes);
    walkedIndex = index + taken;
    walkedMember = member + bytes;
    return taken;
  }

  /** Returns where the member of a base entry lies; pieces of a segment come in ascending order. */
  private long walk(int source, int index) {
    if (walkedSegment != source) {
      walkedSegment = source;
      walkedIndex = 0;
      walkedMember = base.memberColumn(source);
    }
    return walkedMember + base.memberBytesOf(source, walkedIndex, index - walkedIndex);
  }

  private void add(int source, int start, int count, long member, long bytes) {
    if (size == sources.length) {
      grow();
    }
    sources[size] = source;
    starts[size] = start;
    counts[size] = count;
    members[size] = member;
    columnBytes[size] = bytes;
    size++;
    segmentCounts[segment] += count;
    segmentMemberBytes[segment] +=
        source != NEW && base.isFolded() ? (long) count * base.memberWidth() : bytes;
  }

  private void grow() {
    int capacity = size * 2;
    sources = IntSorter.grown(sources, capacity);
    starts = IntSorter.grown(starts, capacity);
    counts = IntSorter.grown(counts, capacity);
    members = Arrays.copyOf(members, capacity);
    columnBytes = Arrays.copyOf(columnBytes, capacity);
  }

  int size() {
    return size;
  }

  /** Returns the first piece of a segment; that of the segment behind it is its end. */
  int firstPiece(int segment) {
    return firstPieces[segment];
  }

  int segmentCount(int segment) {
    return segmentCounts[segment];
  }

  /** Returns the sum of a segment's member lengths. */
  long segmentMemberBytes(int segment) {
    return segmentMemberBytes[segment];
  }

  /** Returns the base segment a piece comes from, or {@link #NEW}. */
  int source(int piece) {
    return sources[piece];
  }

  /** Returns the index of a piece's first entry in its base segment, or the touched entry it is. */
  int start(int piece) {
    return starts[piece];
  }

  int count(int piece) {
    return counts[piece];
  }

  /** Returns where a piece's part of the member column begins, or a new entry's member. */
  long member(int piece) {
    return members[piece];
  }

  /** Returns the bytes of a piece's part of the member column, or of a new entry's member. */
  long columnBytes(int piece) {
    return columnBytes[piece];
  }
}
