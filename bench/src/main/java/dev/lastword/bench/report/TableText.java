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
  private final List<Row> rows;
  private final List<NotRun> notRun;
  private final List<String> parameters;
  private final List<String> contenders;
  private final Map<String, String> fixed;

  TableText(Table table, Results results, List<NotRun> failures) {
    this.table = table;
    notRun =
        failures.stream().filter(f -> f.place().benchmark().equals(table.benchmark())).toList();
    List<Row> found = results.rows(table.benchmark());
    RowOrder order = new RowOrder(table.columns(), found);
    rows = found.stream().sorted(order).toList();
    fixed = fixed(order.columns());
    parameters = order.columns().stream().filter(name -> !fixed.containsKey(name)).toList();
    contenders =
        Contenders.sorted(
            Stream.concat(
                    rows.stream().flatMap(row -> row.cells().keySet().stream()).sorted(),
                    notRun.stream().map(failure -> failure.place().contender()))
                .distinct()
                .toList());
  }

  /** The whole section. */
  String markdown() {
    StringBuilder text = new StringBuilder("## ").append(table.title()).append("\n\n");
    text.append(table.sentence()).append(' ').append(legend()).append("\n\n");
    text.append(grid(this::timeCell));
    notes().forEach(note -> text.append('\n').append(note).append('\n'));
    table.figures().stream()
        .filter(figure -> isCounted(figure.counter()))
        .forEach(figure -> text.append(figureText(figure)));
    return text.append('\n').toString();
  }

  private String figureText(Table.Figure figure) {
    return "\n" + figure.title() + ":\n\n" + grid((row, name) -> figureCell(figure, row, name));
  }

  private interface CellText {
    String of(Row row, String contender);
  }

  private String grid(CellText cell) {
    List<String> heads = new ArrayList<>(parameters);
    heads.addAll(contenders);
    List<List<String>> lines = new ArrayList<>();
    for (Row row : rows) {
      List<String> line = new ArrayList<>();
      parameters.forEach(name -> line.add(Quantity.parameter(RowOrder.value(row, name))));
      contenders.forEach(name -> line.add(cell.of(row, name)));
      lines.add(line);
    }
    return new Grid(heads, 0, lines).markdown();
  }

  private String timeCell(Row row, String contender) {
    return row.cell(contender)
        .map(cell ->
            Quantity.time(cell.nanos())
                + Quantity.error(cell.nanos(), cell.error())
                + "<br>"
                + Stream.of(ratio(row, cell), allocation(cell))
                    .filter(Predicate.not(String::isEmpty))
                    .collect(Collectors.joining(", ")))
        .orElseGet(() -> missing(row, contender));
  }

  private String figureCell(Table.Figure figure, Row row, String contender) {
    return row.cell(contender)
        .map(cell -> cell.counters().get(figure.counter()))
        .map(figure.unit()::format)
        .orElseGet(() -> missing(row, contender));
  }

  private String ratio(Row row, Measurement cell) {
    return row.cell(table.baseline())
        .map(baseline -> Quantity.ratio(cell.nanos() / baseline.nanos()))
        .orElse("");
  }

  private static String allocation(Measurement cell) {
    return Double.isNaN(cell.allocated()) ? "" : Quantity.bytes(cell.allocated());
  }

  private String missing(Row row, String contender) {
    Place place = new Place(table.benchmark(), contender, row.parameters());
    return notRun.stream().anyMatch(f -> f.place().equals(place)) ? "not run" : NONE;
  }

  private boolean isCounted(String counter) {
    return rows.stream()
        .flatMap(row -> row.cells().values().stream())
        .anyMatch(cell -> cell.counters().containsKey(counter));
  }

  private String legend() {
    return "In each cell the time of one operation, below it the ratio to `"
        + table.baseline()
        + "` and the bytes allocated on the Java heap.";
  }

  /** Parameters that are the same in all rows, and what did not run. */
  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    String same =
        fixed.entrySet().stream()
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
        .map(entry -> "Not run: " + entry.getKey() + " (" + rowsText(entry.getValue()) + ").")
        .forEach(notes::add);
    return notes;
  }

  private static String reason(NotRun failure) {
    return "`" + failure.place().contender() + "`: " + failure.reason();
  }

  private static boolean isWorthSaying(String parameter, String value) {
    return !parameter.equals(Place.OPERATION) && Place.isWorthSaying(parameter, value);
  }

  private static String rowsText(long count) {
    return count == 1 ? "1 row" : count + " rows";
  }

  private Map<String, String> fixed(List<String> names) {
    return names.stream()
        .filter(name -> rows.stream().map(row -> RowOrder.value(row, name)).distinct().count() == 1)
        .collect(Collectors.toMap(name -> name, name -> RowOrder.value(rows.getFirst(), name)));
  }
}
