// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static dev.lastword.record.RecordFormat.BURIED;
import static dev.lastword.record.RecordFormat.LIVE;
import static dev.lastword.record.RecordFormat.OUTLIVED;
import static dev.lastword.record.RecordFormat.TOMBSTONES;

import dev.lastword.record.EntryCursor;
import dev.lastword.record.RecordCheck;
import dev.lastword.record.RecordView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a record into a {@link SetState}. */
final class StateDecoder {
  private static final Comparator<Entry> NEWEST_FIRST =
      Comparator.comparing(Entry::cursor).reversed();

  private StateDecoder() {}

  static SetState decode(byte[] key, byte[] record) {
    ValueBuffer buffer = new ValueBuffer(1);
    try {
      buffer.clear(record.length).put(0, record);
      RecordView view = new RecordView();
      String problem = view.wrap(buffer.address(), record.length);
      if (problem == null) {
        problem = RecordCheck.checkDeep(view);
      }
      if (problem != null) {
        throw new CorruptRecordException(key, problem);
      }
      return decode(view);
    } finally {
      buffer.trim();
    }
  }

  private static SetState decode(RecordView view) {
    List<Entry> live = entries(view, LIVE);
    return new SetState(
        live,
        union(live, entries(view, BURIED)),
        union(entries(view, TOMBSTONES), entries(view, OUTLIVED)),
        horizon(view),
        RecordBytes.quarantine(view));
  }

  private static List<Entry> union(List<Entry> winners, List<Entry> losers) {
    if (losers.isEmpty()) {
      return winners;
    }
    List<Entry> all = new ArrayList<>(winners);
    all.addAll(losers);
    all.sort(NEWEST_FIRST);
    return all;
  }

  private static List<Entry> entries(RecordView view, int group) {
    List<Entry> entries = new ArrayList<>(view.count(group));
    EntryCursor cursor = new EntryCursor(view, group);
    while (cursor.next()) {
      entries.add(new Entry(RecordBytes.member(cursor), cursor.stamp()));
    }
    return entries;
  }

  private static @Nullable Cursor horizon(RecordView view) {
    if (!view.hasHorizon()) {
      return null;
    }
    return new Cursor(
        view.horizonStamp(),
        RecordBytes.copy(view.horizonMemberAddress(), view.horizonMemberLength()));
  }
}
