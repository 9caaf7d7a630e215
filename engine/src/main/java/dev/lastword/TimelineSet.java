// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static dev.lastword.record.RecordFormat.LIVE;

import dev.lastword.record.EntryCursor;
import dev.lastword.record.RawMemory;
import dev.lastword.rocksdb.PinnedValue;
import java.lang.foreign.SegmentAllocator;
import java.util.Arrays;
import java.util.Comparator;
import org.rocksdb.ReadOptions;

/** One set of a timeline, at its next entry. Goes from the head to the whole record on its own. */
final class TimelineSet {
  /** Newest position first, then by key. */
  static final Comparator<TimelineSet> NEWEST_FIRST = TimelineSet::compare;

  private final LoadedRecord record;
  private final EntryCursor cursor;
  private byte[] key = Bytes.NONE;
  private int there;
  private int index;

  TimelineSet(StoreCore core) {
    record = new LoadedRecord(core);
    cursor = new EntryCursor(record.view, LIVE);
  }

  /**
   * Moves to the first entry that the query asks for.
   *
   * @param keyAddress of the key, for as long as this is used
   * @param value what is stored under the key, to be used until {@link #moveHead}
   * @param mayBeCut as in {@link LoadedRecord#attachHead(PinnedValue, boolean)}
   * @return false when there is none
   */
  boolean begin(
      byte[] setKey,
      ReadOptions options,
      long keyAddress,
      PinnedValue value,
      boolean mayBeCut,
      Timeline.Query query) {
    key = setKey;
    record.of(options, keyAddress, setKey.length);
    record.attachHead(value, mayBeCut);
    there = record.visible();
    index = first(query);
    while (index == there && record.isMore(there)) {
      there = record.deeper();
      index = first(query);
    }
    return moveTo(index);
  }

  /** The entries at or above {@code after} are passed over, but for an equal one of a later key. */
  private int first(Timeline.Query query) {
    int first = Page.firstOlder(record.view, there, query.after());
    byte[] afterKey = query.afterKey();
    boolean equalCounts =
        first > 0 && afterKey != null && Arrays.compareUnsigned(key, afterKey) > 0;
    return equalCounts && Page.isAt(record.view, first - 1, query.after()) ? first - 1 : first;
  }

  /** Steps to the next entry; false when there is none. */
  boolean next() {
    index++;
    if (index < there) {
      return cursor.next();
    }
    return record.isMore(there)
        && moveBelow(new Cursor(cursor.stamp(), RecordBytes.member(cursor)));
  }

  /** Looks further down; by position, for without a snapshot it may be another record by now. */
  private boolean moveBelow(Cursor last) {
    do {
      there = record.deeper();
      index = Page.firstOlder(record.view, there, last);
    } while (index == there && record.isMore(there));
    return moveTo(index);
  }

  private boolean moveTo(int entry) {
    if (entry >= there) {
      return false;
    }
    cursor.skip(LIVE, entry);
    return cursor.next();
  }

  /** Copies the head, before its value is let go. */
  void moveHead(SegmentAllocator arena) {
    if (record.moveHead(arena)) {
      moveTo(index);
    }
  }

  TimelineEntry entry() {
    return new TimelineEntry(key, RecordBytes.member(cursor), cursor.stamp());
  }

  LoadedRecord record() {
    return record;
  }

  void trim() {
    record.trim();
  }

  private static int compare(TimelineSet a, TimelineSet b) {
    int newer = Long.compare(b.cursor.stamp(), a.cursor.stamp());
    if (newer == 0) {
      newer =
          RawMemory.compare(
              b.cursor.member(),
              b.cursor.memberLength(),
              a.cursor.member(),
              a.cursor.memberLength());
    }
    return newer != 0 ? newer : Arrays.compareUnsigned(a.key, b.key);
  }
}
