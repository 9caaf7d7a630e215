// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One row of a table: what each contender took under the same parameters.
 *
 * @param results that it is of
 * @param benchmark simple name of the benchmark's class
 * @param parameters by name
 * @param cells by contender
 */
record Row(
    Results results,
    String benchmark,
    Map<String, String> parameters,
    Map<String, Measurement> cells) {

  /** What this contender took, where it ran. */
  Optional<Measurement> cell(String contender) {
    return Optional.ofNullable(cells.get(contender));
  }

  /** The row that differs from this one in a parameter, where it was measured. */
  Optional<Row> with(String parameter, String value) {
    Map<String, String> other = new TreeMap<>(parameters);
    other.put(parameter, value);
    return results.rows(benchmark).stream()
        .filter(row -> row.parameters().equals(other))
        .findFirst();
  }
}
