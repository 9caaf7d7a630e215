// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/** Merges sorted sets into one page: a heap with the oldest of the newest rows on top. */
final class Newest {
  private final int limit;
  private final PriorityQueue<Row> rows = new PriorityQueue<>(Row.NEWEST_FIRST.reversed());

  Newest(int limit) {
    this.limit = limit;
  }

  /** Takes rows in, newest first. */
  void offer(List<Row> sorted) {
    for (Row row : sorted) {
      if (!offer(row)) {
        return; // all others are older
      }
    }
  }

  /** Takes a row in if it is among the newest; false when it is not. */
  boolean offer(Row row) {
    if (rows.size() < limit) {
      return rows.add(row);
    }
    if (Row.NEWEST_FIRST.compare(row, rows.element()) > 0) {
      return false;
    }
    rows.remove();
    return rows.add(row);
  }

  void page(Page page) {
    List<Row> sorted = new ArrayList<>(rows);
    sorted.sort(Row.NEWEST_FIRST);
    Winners.page(sorted, 0, limit, page);
  }
}
