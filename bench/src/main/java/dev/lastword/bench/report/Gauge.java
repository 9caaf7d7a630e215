// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

/**
 * What can be read off a measurement.
 *
 * @param counter name of the benchmark's field that counts it; empty: JMH's time of one operation
 * @param title in words
 * @param unit of its numbers
 */
record Gauge(String counter, String title, Unit unit) {

  /** The time of one operation. */
  static final Gauge TIME = new Gauge("", "Time of one operation", Unit.NANOS);

  /** The number; NaN where it was not measured. */
  double of(Measurement measurement) {
    return counter.isEmpty()
        ? measurement.nanos()
        : measurement.counters().getOrDefault(counter, Double.NaN);
  }

  /** JMH's error beside it, as a part of the number; NaN where nobody knows. */
  double error(Measurement measurement) {
    return counter.isEmpty() ? measurement.error() / measurement.nanos() : Double.NaN;
  }
}
