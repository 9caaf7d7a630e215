// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which rows of a table are meant.
 *
 * @param allowed values by parameter; any value of those that are not in it
 */
record Where(Map<String, List<String>> allowed) {

  /** All rows. */
  static final Where ANY = new Where(Map.of());

  /** Those in which the parameter has one of these values. */
  static Where is(String parameter, String... values) {
    return ANY.and(parameter, values);
  }

  /** Those of them in which this parameter has one of these values as well. */
  Where and(String parameter, String... values) {
    Map<String, List<String>> both = new TreeMap<>(allowed);
    both.put(parameter, List.of(values));
    return new Where(both);
  }

  boolean matches(Map<String, String> row) {
    return allowed.entrySet().stream()
        .allMatch(entry -> entry.getValue().contains(row.getOrDefault(entry.getKey(), "")));
  }
}
