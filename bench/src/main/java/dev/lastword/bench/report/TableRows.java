// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** A benchmark's rows in order; a parameter that is the same in all of them is no column. */
final class TableRows {

  private final List<Row> rows;
  private final List<String> columns = new ArrayList<>();
  private final Map<String, String> fixed = new LinkedHashMap<>();

  TableRows(Table table, Results results) {
    List<Row> found = results.rows(table.benchmark());
    RowOrder order = new RowOrder(table.columns(), found);
    rows = found.stream().sorted(order).toList();
    for (String name : order.columns()) {
      List<String> values = rows.stream().map(row -> RowOrder.value(row, name)).distinct().toList();
      if (values.size() == 1) {
        fixed.put(name, values.getFirst());
      } else if (!values.isEmpty()) {
        columns.add(name);
      }
    }
  }

  /** Parameters with one value. */
  Map<String, String> fixed() {
    return fixed;
  }

  /** Contenders of which a measurement passes. */
  List<String> contenders(Predicate<Measurement> passes) {
    return Contenders.sorted(
        rows.stream()
            .flatMap(row -> row.cells().values().stream())
            .filter(passes)
            .map(cell -> cell.place().contender())
            .distinct()
            .sorted()
            .toList());
  }

  /** A table of the rows, a column for each contender. */
  String markdown(List<String> contenders, BiFunction<Row, String, String> cell) {
    List<String> heads = new ArrayList<>();
    columns.forEach(name -> heads.add("`" + name + "`"));
    heads.addAll(contenders);
    List<List<String>> lines = new ArrayList<>();
    for (Row row : rows) {
      List<String> line = new ArrayList<>();
      columns.forEach(name -> line.add(Quantity.parameter(RowOrder.value(row, name))));
      contenders.forEach(name -> line.add(cell.apply(row, name)));
      lines.add(line);
    }
    return new Grid(heads, 0, lines).markdown();
  }
}
