// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All measurements of a run, found by table and row. */
final class Results {

  private final Map<String, List<Row>> tables = new LinkedHashMap<>();

  Results(Collection<Measurement> measurements) {
    Map<String, Map<Map<String, String>, Row>> rows = new LinkedHashMap<>();
    for (Measurement measurement : measurements) {
      Place place = measurement.place();
      rows.computeIfAbsent(place.benchmark(), benchmark -> new LinkedHashMap<>())
          .computeIfAbsent(place.row(), row -> emptyRow(place))
          .cells()
          .put(place.contender(), measurement);
    }
    rows.forEach((benchmark, found) -> tables.put(benchmark, List.copyOf(found.values())));
  }

  private Row emptyRow(Place place) {
    return new Row(this, place.benchmark(), place.row(), new HashMap<>());
  }

  /** The benchmarks that were run. */
  Collection<String> benchmarks() {
    return tables.keySet();
  }

  /** The rows of a benchmark in the order of the run; none where it was not run. */
  List<Row> rows(String benchmark) {
    return tables.getOrDefault(benchmark, List.of());
  }

  /** Those of a benchmark's rows that are meant. */
  List<Row> rows(String benchmark, Where where) {
    return rows(benchmark).stream().filter(row -> where.matches(row.parameters())).toList();
  }
}
