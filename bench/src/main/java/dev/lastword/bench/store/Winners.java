// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A set as one writes it down in Java: a hash map of the newest operation on each member. */
final class Winners {
  private final Map<Long, Row> rows = new HashMap<>();

  void apply(long member, long stamp, boolean delete) {
    apply(new Row(member, stamp, delete));
  }

  void apply(Row row) {
    rows.merge(row.member(), row, (there, now) -> now.beats(there) ? now : there);
  }

  boolean contains(long member) {
    Row row = rows.get(member);
    return row != null && !row.delete();
  }

  /** The members put in, or those taken out, newest first. */
  List<Row> newestFirst(boolean deleted) {
    List<Row> found = new ArrayList<>(deleted ? 0 : rows.size());
    for (Row row : rows.values()) {
      if (row.delete() == deleted) {
        found.add(row);
      }
    }
    found.sort(Row.NEWEST_FIRST);
    return found;
  }

  /** Fills a page with members put in, newest first. */
  void page(int offset, int limit, Page page) {
    page(newestFirst(false), offset, limit, page);
  }

  /** Fills a page from sorted rows. */
  static void page(List<Row> sorted, int offset, int limit, Page page) {
    page.clear();
    for (int i = offset; i < Math.min(offset + limit, sorted.size()); i++) {
      page.add(sorted.get(i).member(), sorted.get(i).stamp());
    }
  }
}
