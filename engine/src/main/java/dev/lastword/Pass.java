// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

/**
 * A pass over all records. Holds no gate between steps, so that closing the store need not wait for
 * its end: the next step throws then.
 */
final class Pass implements AutoCloseable {
  private static final int REPORT_EVERY = 4096;

  private final RecordCursor cursor;
  private final Progress progress;
  private final long estimate;
  private long keys;

  Pass(StoreCore core, Progress progress) {
    this.progress = progress;
    this.estimate = Gauges.estimatedKeys(core);
    try (Call call = core.enter()) {
      cursor = RecordCursor.openScan(call.core, core.reads());
    }
  }

  /** Hands the next record to {@code visitor}; false at the end. */
  boolean step(RecordCursor.Visitor visitor) {
    if (!cursor.visit(visitor)) {
      progress.at(keys, Math.max(keys, estimate));
      return false;
    }
    if (++keys % REPORT_EVERY == 0) {
      progress.at(keys, Math.max(keys, estimate));
    }
    return true;
  }

  long keys() {
    return keys;
  }

  RecordCursor cursor() {
    return cursor;
  }

  @Override
  public void close() {
    cursor.close();
  }
}
