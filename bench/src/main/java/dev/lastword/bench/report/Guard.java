// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Compares Lastword's ratios to its tables' baselines with those of an earlier run. Ratios, because
 * another machine, or the same one on another day, is faster or slower at both.
 */
final class Guard {

  /** A ratio, or an allocation, that grew by this factor is a loss. */
  static final double LOSS = 1.5;

  /** One that changed by less is noise. */
  private static final double MOVED = 1.2;

  private final List<Ratio> before;

  Guard(Collection<Ratio> before) {
    this.before = List.copyOf(before);
  }

  /** The cells to guard: ours, in every table. */
  static List<Ratio> ratios(Results results, Collection<Table> tables) {
    return tables.stream().flatMap(table -> ratios(results, table)).toList();
  }

  private static Stream<Ratio> ratios(Results results, Table table) {
    return results.rows(table.benchmark()).stream()
        .flatMap(row ->
            row.cells().values().stream()
                .filter(cell -> cell.place().isOurs())
                .map(cell -> ratio(cell, row, table)));
  }

  private static Ratio ratio(Measurement cell, Row row, Table table) {
    Figure figure = Figure.ratio(table.main(), cell.place().contender(), table.baseline());
    double ratio = figure.of(row).orElse(Double.NaN);
    return new Ratio(cell.place(), rounded(ratio), rounded(cell.allocated()));
  }

  private static double rounded(double value) {
    return Double.isFinite(value)
        ? Double.parseDouble(String.format(Locale.ROOT, "%.3g", value))
        : value;
  }

  /** What is not as it was. */
  List<Finding> findings(Collection<Ratio> now) {
    List<Finding> findings = new ArrayList<>();
    for (Ratio old : before) {
      now.stream()
          .filter(cell -> cell.place().equals(old.place()))
          .findFirst()
          .ifPresentOrElse(
              cell -> compare(old, cell, findings),
              () ->
                  findings.add(new Finding(old.place(), time(old), "", "LOSS: did not run", true)));
    }
    now.stream()
        .filter(cell -> before.stream().noneMatch(old -> old.place().equals(cell.place())))
        .forEach(cell -> findings.add(new Finding(cell.place(), "", time(cell), "new", false)));
    return findings;
  }

  private static void compare(Ratio old, Ratio now, List<Finding> findings) {
    double factor = now.ratio() / old.ratio();
    if (Double.isNaN(factor)) {
      findings.add(
          new Finding(now.place(), time(old), time(now), "not compared: no baseline", false));
    } else if (factor >= LOSS) {
      findings.add(new Finding(now.place(), time(old), time(now), loss(factor), true));
    } else if (factor >= MOVED || factor <= 1 / MOVED) {
      findings.add(new Finding(now.place(), time(old), time(now), moved(factor), false));
    }
    if (allocatesMore(old.allocated(), now.allocated())) {
      findings.add(new Finding(now.place(), bytes(old), bytes(now), "LOSS: allocates more", true));
    }
  }

  private static boolean allocatesMore(double before, double now) {
    return now > before * LOSS;
  }

  private static String loss(double factor) {
    return String.format(Locale.ROOT, "LOSS: %.2f times the ratio", factor);
  }

  private static String moved(double factor) {
    return String.format(Locale.ROOT, factor > 1 ? "worse, %.2f" : "better, %.2f", factor);
  }

  private static String time(Ratio cell) {
    return Double.isNaN(cell.ratio()) ? "" : Quantity.ratio(cell.ratio());
  }

  private static String bytes(Ratio cell) {
    return Quantity.bytes(cell.allocated());
  }
}
