// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A promise about some rows of a table, kept when the worst of them keeps it.
 *
 * @param text what is promised
 * @param benchmark simple name of the benchmark's class
 * @param where the rows
 * @param figure what counts in each of them
 * @param limit the figure's worst value that is good enough
 * @param direction which side of the limit is good
 */
record Bar(
    String text, String benchmark, Where where, Figure figure, double limit, Direction direction) {

  /** Which side of a limit is good. */
  enum Direction {
    AT_MOST,
    AT_LEAST
  }

  /** A bar whose figure is to stay at or below a limit. */
  static Bar atMost(double limit, String text, String benchmark, Where where, Figure figure) {
    return new Bar(text, benchmark, where, figure, limit, Direction.AT_MOST);
  }

  /** A bar whose figure is to reach a limit. */
  static Bar atLeast(double limit, String text, String benchmark, Where where, Figure figure) {
    return new Bar(text, benchmark, where, figure, limit, Direction.AT_LEAST);
  }

  /**
   * What was measured.
   *
   * @param value the worst
   * @param place the parameters in which that row differs from the others, and how many there are
   */
  record Verdict(double value, String place) {}

  /** The verdict; empty where nothing that counts was measured. */
  Optional<Verdict> verdict(Results results) {
    List<Row> rows =
        results.rows(benchmark, where).stream().filter(row -> figure.of(row).isPresent()).toList();
    Comparator<Row> byValue = Comparator.comparingDouble(this::value);
    return rows.stream()
        .max(direction == Direction.AT_MOST ? byValue : byValue.reversed())
        .map(worst -> new Verdict(value(worst), place(worst, rows)));
  }

  /** Is this value good enough? */
  boolean isMetBy(double value) {
    return direction == Direction.AT_MOST ? value <= limit : value >= limit;
  }

  private double value(Row row) {
    return figure.of(row).orElseThrow();
  }

  private String place(Row worst, List<Row> rows) {
    if (rows.size() == 1) {
      return "the only row";
    }
    if (rows.stream().allMatch(row -> value(row) == value(worst))) {
      return "all " + rows.size() + " rows";
    }
    String differing =
        worst.parameters().entrySet().stream()
            .filter(
                own -> rows.stream().anyMatch(row -> !row.parameters().entrySet().contains(own)))
            .map(own -> own.getKey() + " " + Quantity.parameter(own.getValue()))
            .collect(Collectors.joining(", "));
    return differing + "; of " + rows.size() + " rows";
  }
}
