// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.suite;

import dev.lastword.bench.report.Place;
import java.util.Map;

/**
 * One measurement to take.
 *
 * @param method the benchmark's full name
 * @param parameters of JMH, by name
 * @param threads at once
 * @param settings how long to measure
 * @param seconds that it takes, about
 */
record Cell(
    String method, Map<String, String> parameters, int threads, Settings settings, double seconds) {

  /** Where it will stand. */
  Place place() {
    return Place.of(method, parameters, threads);
  }
}
