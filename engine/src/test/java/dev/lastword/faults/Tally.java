// SPDX-License-Identifier: Apache-2.0
package dev.lastword.faults;

import java.util.Map;
import java.util.TreeMap;

/** Counts what was done, for the report of a run. */
final class Tally {
  private final Map<String, Long> counts = new TreeMap<>();

  void add(String what, long count) {
    counts.merge(what, count, Long::sum);
  }

  long get(String what) {
    return counts.getOrDefault(what, 0L);
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}
