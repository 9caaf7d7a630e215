// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static dev.lastword.record.RecordFormat.LIVE;

import dev.lastword.record.EntryCursor;
import dev.lastword.record.RecordView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads pages, from the head of the record where they lie there. */
final class Selects {
  private Selects() {}

  static List<Entry> byOffset(LoadedRecord record, long offset, int limit) {
    record.loadHead();
    int there = record.visible();
    if (record.isMore(there) && Math.min(offset, Integer.MAX_VALUE) + limit > there) {
      there = record.allVisible();
    }
    int from = (int) Math.min(offset, there);
    return entries(record.view, from, (int) Math.min(there, (long) from + limit));
  }

  static List<Entry> byCursor(
      LoadedRecord record, @Nullable Cursor after, @Nullable Cursor until, int limit) {
    record.loadHead();
    int there = record.visible();
    int from = Page.firstOlder(record.view, there, after);
    int to = Page.countNewer(record.view, there, until);
    if (record.isMore(there) && to == there && (long) from + limit > there) {
      there = record.allVisible();
      from = Page.firstOlder(record.view, there, after);
      to = Page.countNewer(record.view, there, until);
    }
    return entries(record.view, from, (int) Math.min(to, (long) from + limit));
  }

  private static List<Entry> entries(RecordView view, int from, int to) {
    if (from >= to) {
      return List.of();
    }
    List<Entry> entries = new ArrayList<>(to - from);
    EntryCursor cursor = new EntryCursor(view, LIVE);
    cursor.skip(LIVE, from);
    while (entries.size() < to - from && cursor.next()) {
      entries.add(new Entry(RecordBytes.member(cursor), cursor.stamp()));
    }
    return entries;
  }
}
