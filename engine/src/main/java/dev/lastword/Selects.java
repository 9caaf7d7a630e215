// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static dev.lastword.record.RecordFormat.HEAD_ENTRIES;
import static dev.lastword.record.RecordFormat.LIVE;

import dev.lastword.record.EntryCursor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads pages, from the head of the record where they lie there. Used again for each call. */
final class Selects {
  private final LoadedRecord record;
  private final EntryCursor cursor;
  private int from;
  private int to;

  Selects(LoadedRecord record) {
    this.record = record;
    this.cursor = new EntryCursor(record.view, LIVE);
  }

  /** Finds a page in the record that the call is about to read. */
  Selects byOffset(long offset, int limit) {
    long end = Math.min(offset, Integer.MAX_VALUE) + limit;
    record.loadPageHead(end);
    int there = record.visible();
    while (record.isMore(there) && end > there) {
      there = record.deeper();
    }
    from = (int) Math.min(offset, there);
    to = (int) Math.min(there, (long) from + limit);
    return this;
  }

  /** As {@link #byOffset}, between two positions. */
  Selects byCursor(@Nullable Cursor after, @Nullable Cursor until, int limit) {
    record.loadPageHead(after == null ? limit : Math.max(limit, HEAD_ENTRIES));
    int there = record.visible();
    from = Page.firstOlder(record.view, there, after);
    to = Page.countNewer(record.view, there, until);
    while (record.isMore(there) && to == there && (long) from + limit > there) {
      there = record.deeper();
      from = Page.firstOlder(record.view, there, after);
      to = Page.countNewer(record.view, there, until);
    }
    to = (int) Math.min(to, (long) from + limit);
    return this;
  }

  /** Copies the page that was found. */
  List<Entry> toList() {
    if (from >= to) {
      return List.of();
    }
    List<Entry> entries = new ArrayList<>(to - from);
    cursor.skip(LIVE, from);
    while (entries.size() < to - from && cursor.next()) {
      entries.add(new Entry(RecordBytes.member(cursor), cursor.stamp()));
    }
    return entries;
  }

  /** Copies the page that was found into a buffer. */
  void into(EntryBuffer page) {
    if (from >= to) {
      page.clear();
    } else {
      page.fill(record.view, from, to);
    }
  }
}
