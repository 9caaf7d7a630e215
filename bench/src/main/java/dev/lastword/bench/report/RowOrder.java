// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Which parameters are columns of a table, and in which order its rows stand. */
final class RowOrder implements Comparator<Row> {

  private final List<String> columns;

  /**
   * Orders some rows.
   *
   * @param first parameters in their order; others follow by name
   */
  RowOrder(List<String> first, Collection<Row> rows) {
    List<String> all = new ArrayList<>(first);
    rows.stream()
        .flatMap(row -> row.parameters().keySet().stream())
        .sorted()
        .filter(name -> !first.contains(name))
        .distinct()
        .forEach(all::add);
    columns = List.copyOf(all);
  }

  /** All parameters. */
  List<String> columns() {
    return columns;
  }

  @Override
  public int compare(Row one, Row other) {
    return columns.stream()
        .mapToInt(name -> compare(value(one, name), value(other, name)))
        .filter(order -> order != 0)
        .findFirst()
        .orElse(0);
  }

  /** A parameter's value; empty where the row has none. */
  static String value(Row row, String parameter) {
    Map<String, String> parameters = row.parameters();
    return parameters.getOrDefault(parameter, "");
  }

  /** Numbers by size and before words; words stay as they come. */
  private static int compare(String one, String other) {
    return Double.compare(size(one), size(other));
  }

  private static double size(String value) {
    return value.matches("\\d+(\\.\\d+)?") ? Double.parseDouble(value) : Double.MAX_VALUE;
  }
}
