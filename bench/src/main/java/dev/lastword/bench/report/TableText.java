// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes one benchmark's tables: time with its ratio and allocation, then each further figure. */
final class TableText {

  private static final String NONE = "–";

  private final Table table;
  private final TableRows rows;
  private final List<NotRun> notRun;

  TableText(Table table, Results results, List<NotRun> failures) {
    this.table = table;
    rows = new TableRows(table, results);
    notRun =
        failures.stream().filter(f -> f.place().benchmark().equals(table.benchmark())).toList();
  }

  /** The whole section. */
  String markdown() {
    StringBuilder text = new StringBuilder("## ").append(table.title()).append("\n\n");
    text.append(table.sentence()).append(" `").append(table.baseline()).append("` is 1x.\n\n");
    text.append(rows.markdown(contenders(), this::mainCell));
    notes().forEach(note -> text.append('\n').append(note).append('\n'));
    table.others().forEach(gauge -> text.append(further(gauge)));
    return text.append('\n').toString();
  }

  /** Those that ran and those that were to run. */
  private List<String> contenders() {
    return Contenders.sorted(
        Stream.concat(
                rows.contenders(cell -> true).stream(),
                notRun.stream().map(failure -> failure.place().contender()))
            .distinct()
            .toList());
  }

  private String mainCell(Row row, String contender) {
    return row.cell(contender)
        .map(cell -> reading(table.main(), cell) + below(ratio(table.main(), row, contender), cell))
        .orElseGet(() -> missing(row, contender));
  }

  /** The number with its error. */
  private static String reading(Gauge gauge, Measurement cell) {
    return gauge.unit().format(gauge.of(cell)) + Quantity.error(gauge.error(cell));
  }

  /** Allocation is of what was timed, so it stands below times only. */
  private String below(String ratio, Measurement cell) {
    boolean counted = table.main().equals(Gauge.TIME) && !Double.isNaN(cell.allocated());
    String allocated = counted ? Quantity.bytes(cell.allocated()) : "";
    String both =
        Stream.of(ratio, allocated)
            .filter(Predicate.not(String::isEmpty))
            .collect(Collectors.joining(", "));
    return both.isEmpty() ? "" : "<br>" + both;
  }

  private String ratio(Gauge gauge, Row row, String contender) {
    return Figure.ratio(gauge, contender, table.baseline()).of(row).stream()
        .mapToObj(Quantity::ratio)
        .findFirst()
        .orElse("");
  }

  private String missing(Row row, String contender) {
    Place place = new Place(table.benchmark(), contender, row.parameters());
    return notRun.stream().anyMatch(f -> f.place().equals(place)) ? "not run" : NONE;
  }

  /** A table of something else, with those contenders that have it. */
  private String further(Gauge gauge) {
    List<String> having = rows.contenders(cell -> Double.isFinite(gauge.of(cell)));
    return having.isEmpty()
        ? ""
        : "\n"
            + gauge.title()
            + ":\n\n"
            + rows.markdown(having, (row, contender) -> furtherCell(gauge, row, contender));
  }

  private String furtherCell(Gauge gauge, Row row, String contender) {
    return Figure.of(gauge, contender).of(row).stream()
        .mapToObj(gauge.unit()::format)
        .findFirst()
        .map(text -> text + below(ratio(gauge, row, contender)))
        .orElseGet(() -> missing(row, contender));
  }

  private static String below(String ratio) {
    return ratio.isEmpty() ? "" : "<br>" + ratio;
  }

  /** Parameters that are the same in all rows, and what did not run. */
  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    String same =
        rows.fixed().entrySet().stream()
            .filter(entry -> isWorthSaying(entry.getKey(), entry.getValue()))
            .map(entry -> "`" + entry.getKey() + "` " + Quantity.parameter(entry.getValue()))
            .collect(Collectors.joining(", "));
    if (!same.isEmpty()) {
      notes.add("In all rows: " + same + ".");
    }
    notRun.stream()
        .collect(Collectors.groupingBy(TableText::reason, Collectors.counting()))
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> "Not run: " + entry.getKey() + " (rows: " + entry.getValue() + ").")
        .forEach(notes::add);
    return notes;
  }

  private static boolean isWorthSaying(String parameter, String value) {
    return !parameter.equals(Place.OPERATION) && Place.isWorthSaying(parameter, value);
  }

  private static String reason(NotRun failure) {
    return "`" + failure.place().contender() + "`: " + failure.reason();
  }
}
