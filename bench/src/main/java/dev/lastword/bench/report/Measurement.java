// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import java.util.Map;

/**
 * What one contender took in one row of one table.
 *
 * @param place which
 * @param threads that ran it at once
 * @param nanos of one operation of one thread
 * @param error half the width of JMH's 99.9 % confidence interval, in nanoseconds; NaN: not known
 * @param allocated bytes on the Java heap for one operation; NaN: not measured
 * @param counters what the benchmark counts besides, by name
 */
record Measurement(
    Place place,
    int threads,
    double nanos,
    double error,
    double allocated,
    Map<String, Double> counters) {

  /** Operations a second of all threads together. */
  double rate() {
    return threads * 1e9 / nanos;
  }
}
