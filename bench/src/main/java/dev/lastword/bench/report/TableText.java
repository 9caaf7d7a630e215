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
    text.append(rows.markdown(contenders(), this::timeCell));
    notes().forEach(note -> text.append('\n').append(note).append('\n'));
    table.figures().forEach(figure -> text.append(figureText(figure)));
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

  private String timeCell(Row row, String contender) {
    return row.cell(contender)
        .map(cell ->
            Quantity.time(cell.nanos())
                + Quantity.error(cell.nanos(), cell.error())
                + "<br>"
                + Stream.of(ratio(row, contender), allocation(cell))
                    .filter(Predicate.not(String::isEmpty))
                    .collect(Collectors.joining(", ")))
        .orElseGet(() -> missing(row, contender));
  }

  private String ratio(Row row, String contender) {
    return text(Figure.ratio(contender, table.baseline()), row);
  }

  private static String allocation(Measurement cell) {
    return Double.isNaN(cell.allocated()) ? "" : Quantity.bytes(cell.allocated());
  }

  private String missing(Row row, String contender) {
    Place place = new Place(table.benchmark(), contender, row.parameters());
    return notRun.stream().anyMatch(f -> f.place().equals(place)) ? "not run" : NONE;
  }

  private String figureText(Table.Figure figure) {
    List<String> counting = rows.contenders(cell -> cell.counters().containsKey(figure.counter()));
    return counting.isEmpty()
        ? ""
        : "\n"
            + figure.title()
            + ":\n\n"
            + rows.markdown(counting, (row, contender) -> figureCell(figure, row, contender));
  }

  private String figureCell(Table.Figure figure, Row row, String contender) {
    String counted = text(Figure.counted(figure.counter(), contender, figure.unit()), row);
    String ratio = text(Figure.ratioOf(figure.counter(), contender, table.baseline()), row);
    return counted.isEmpty()
        ? missing(row, contender)
        : counted + (ratio.isEmpty() ? "" : "<br>" + ratio);
  }

  private static String text(Figure figure, Row row) {
    return figure.of(row).stream().mapToObj(figure.unit()::format).findFirst().orElse("");
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
