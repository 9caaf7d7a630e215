// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * One number of a row, where the row has it.
 *
 * @param value how to find it
 * @param unit how to write it
 */
record Figure(Value value, Unit unit) {

  /** Finds a number in a row. */
  interface Value {
    OptionalDouble of(Row row);
  }

  OptionalDouble of(Row row) {
    return value.of(row);
  }

  /** What a gauge shows of a contender. */
  static Figure of(Gauge gauge, String contender) {
    return new Figure(row -> of(row, contender, gauge::of), gauge.unit());
  }

  /** What a gauge shows of a contender, divided by what it shows of another. */
  static Figure ratio(Gauge gauge, String contender, String baseline) {
    return new Figure(
        row -> divide(of(row, contender, gauge::of), of(row, baseline, gauge::of)), Unit.RATIO);
  }

  /** How many times as long one contender takes as another. */
  static Figure ratio(String contender, String baseline) {
    return ratio(Gauge.TIME, contender, baseline);
  }

  /** Time of one operation. */
  static Figure time(String contender) {
    return of(Gauge.TIME, contender);
  }

  /** Operations a second of all threads together. */
  static Figure rate(String contender) {
    return new Figure(row -> of(row, contender, Measurement::rate), Unit.RATE);
  }

  /** A contender's time, divided by its own in the row where a parameter has another value. */
  static Figure growth(String contender, String parameter, String from) {
    return new Figure(
        row ->
            divide(
                of(row, contender, Measurement::nanos),
                row.with(parameter, from)
                    .map(other -> of(other, contender, Measurement::nanos))
                    .orElse(OptionalDouble.empty())),
        Unit.RATIO);
  }

  /** Bytes allocated on the Java heap by one operation. */
  static Figure allocated(String contender) {
    return new Figure(row -> of(row, contender, Measurement::allocated), Unit.BYTES);
  }

  private static OptionalDouble divide(OptionalDouble one, OptionalDouble other) {
    return one.isPresent() && other.isPresent()
        ? OptionalDouble.of(one.getAsDouble() / other.getAsDouble())
        : OptionalDouble.empty();
  }

  private static OptionalDouble of(Row row, String contender, ToDoubleFunction<Measurement> value) {
    return row.cell(contender).stream().mapToDouble(value).filter(Double::isFinite).findFirst();
  }
}
