// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static dev.lastword.record.RecordFormat.LIVE;
import static dev.lastword.record.RecordFormat.TOMBSTONES;

import dev.lastword.record.RecordView;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sums up every record, one after another. */
final class Summaries {
  private @Nullable SetSummary current;

  private Summaries() {}

  static long read(StoreCore core, Consumer<SetSummary> visitor, Progress progress) {
    Summaries summaries = new Summaries();
    long leftOut = 0;
    try (Pass pass = new Pass(core, progress)) {
      RecordCursor cursor = pass.cursor();
      while (pass.step((key, view, problem) -> summaries.sum(cursor, key, view, problem))) {
        if (summaries.current == null) {
          leftOut++;
        } else {
          visitor.accept(summaries.current);
        }
      }
    }
    return leftOut;
  }

  private void sum(RecordCursor cursor, byte[] key, RecordView view, @Nullable String problem) {
    current = null;
    if (problem == null) {
      long stored = view.length();
      cursor.applyPolicy();
      current =
          new SetSummary(
              key,
              view.count(LIVE),
              view.adds(),
              view.deletes(),
              view.count(TOMBSTONES),
              stored,
              view.quarantineCount(),
              horizonAge(view),
              cursor.pendingOperands());
    }
  }

  private static OptionalLong horizonAge(RecordView view) {
    if (!view.hasHorizon() || view.entries() == 0) {
      return OptionalLong.empty();
    }
    long age = view.newestStamp() - view.horizonStamp();
    return OptionalLong.of(age < 0 ? Long.MAX_VALUE : age); // no entry lies below its horizon
  }
}
