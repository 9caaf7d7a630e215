// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

import dev.lastword.merge.Policy;
import dev.lastword.tune.CandidateResult;
import dev.lastword.tune.Cost;
import dev.lastword.tune.Exactness;
import dev.lastword.tune.Losses;
import dev.lastword.tune.Sizes;
import dev.lastword.tune.Spread;
import dev.lastword.tune.report.Findings.Cell;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/** What was measured of a candidate, column by column. */
final class Cells {

  private final Map<Column, Cell> cells = new EnumMap<>(Column.class);
  private final double untruncated;

  private Cells(double untruncated) {
    this.untruncated = untruncated;
  }

  /**
   * All of a candidate.
   *
   * @param untruncated bytes without any truncation
   */
  static Map<Column, Cell> of(CandidateResult result, long untruncated) {
    Cells cells = new Cells(untruncated);
    cells.addPolicy(result.policy());
    cells.addSizes(result.sizes());
    if (result.exactness() != null) {
      cells.addReads(result.exactness());
    }
    if (result.losses() != null) {
      cells.addLosses(result.losses());
    }
    if (result.cost() != null) {
      cells.addCost(result.cost());
    }
    return cells.cells;
  }

  /** Of records that no policy made. */
  static Map<Column, Cell> of(Sizes sizes, long untruncated) {
    Cells cells = new Cells(untruncated);
    cells.addSizes(sizes);
    return cells.cells;
  }

  private void addPolicy(Policy policy) {
    boolean forget = policy.overflow() == Policy.Overflow.FORGET;
    cells.put(Column.MODE, new Cell(forget ? 0 : 1, policy.overflow().name()));
    threshold(Column.MAX_ADDS, policy.maxAdds());
    threshold(Column.MAX_DELETES, policy.maxDeletes());
    threshold(Column.WINDOW, policy.window());
  }

  private void threshold(Column column, OptionalLong threshold) {
    String text = threshold.isPresent() ? Text.count(threshold.getAsLong()) : "none";
    cells.put(column, new Cell(threshold.orElse(Long.MAX_VALUE), text));
  }

  private void addReads(Exactness reads) {
    share(Column.EXACT, reads.share());
    share(Column.AT_END, reads.shareAtEnd());
    count(Column.MISSING, reads.missing());
    count(Column.EXTRA, reads.extra());
    count(Column.DEAD, reads.dead());
  }

  private void addSizes(Sizes sizes) {
    bytes(Column.BYTES, sizes.bytes());
    if (untruncated > 0) {
      share(Column.OF_ALL, sizes.bytes() / untruncated);
    }
    bytes(Column.P50, sizes.perSet().p50());
    bytes(Column.P90, sizes.perSet().p90());
    bytes(Column.P99, sizes.perSet().p99());
    bytes(Column.MAX, sizes.perSet().max());
    count(Column.ENTRIES, sizes.entries());
    String share = sizes.tombstones() == 0 ? "" : ", " + Text.percent(sizes.tombstoneShare());
    String tombstones = Text.count(sizes.tombstones()) + share;
    cells.put(Column.TOMBSTONES, new Cell(sizes.tombstones(), tombstones));
  }

  private void addLosses(Losses losses) {
    count(Column.FORGOTTEN, losses.forgotten());
    count(Column.REFUSED, losses.refused());
    count(Column.REFUSED_LIVE, losses.refusedLive());
    count(Column.MISSING_AT_END, losses.missingAtEnd());
    count(Column.DEAD_AT_END, losses.deadAtEnd());
    count(Column.RETURNED, losses.comebacks());
    Spread age = losses.comebackAge();
    String ages = Text.count(age.p50()) + ", " + Text.count(age.max());
    cells.put(Column.RETURNED_AFTER, new Cell(age.p50(), age.count() == 0 ? "none" : ages));
  }

  private void addCost(Cost cost) {
    number(Column.NANOS, cost.nanosPerOperation());
    number(Column.REWRITTEN, cost.bytesPerOperation());
  }

  private void share(Column column, double share) {
    cells.put(column, new Cell(share, Text.percent(share)));
  }

  private void bytes(Column column, long bytes) {
    cells.put(column, new Cell(bytes, Text.bytes((double) bytes)));
  }

  private void count(Column column, long count) {
    cells.put(column, new Cell(count, Text.count(count)));
  }

  private void number(Column column, double number) {
    cells.put(column, new Cell(number, Text.count(Math.round(number))));
  }
}
