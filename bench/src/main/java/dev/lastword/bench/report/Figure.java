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

  /** How many times as long one contender takes as another. */
  static Figure ratio(String contender, String baseline) {
    return ratio(contender, baseline, Measurement::nanos);
  }

  /** How many times as much of a counted figure one contender has as another. */
  static Figure ratioOf(String counter, String contender, String baseline) {
    return ratio(contender, baseline, cell -> counter(cell, counter));
  }

  /** Time of one operation. */
  static Figure time(String contender) {
    return new Figure(row -> of(row, contender, Measurement::nanos), Unit.TIME);
  }

  /** Operations a second. */
  static Figure rate(String contender) {
    return new Figure(row -> of(row, contender, Measurement::rate), Unit.RATE);
  }

  /** Bytes allocated on the Java heap by one operation. */
  static Figure allocated(String contender) {
    return new Figure(row -> of(row, contender, Measurement::allocated), Unit.BYTES);
  }

  /** A figure that the benchmark counts. */
  static Figure counted(String counter, String contender, Unit unit) {
    return new Figure(row -> of(row, contender, cell -> counter(cell, counter)), unit);
  }

  private static Figure ratio(
      String contender, String baseline, ToDoubleFunction<Measurement> value) {
    return new Figure(
        row -> divide(of(row, contender, value), of(row, baseline, value)), Unit.RATIO);
  }

  private static OptionalDouble divide(OptionalDouble one, OptionalDouble other) {
    return one.isPresent() && other.isPresent()
        ? OptionalDouble.of(one.getAsDouble() / other.getAsDouble())
        : OptionalDouble.empty();
  }

  private static OptionalDouble of(Row row, String contender, ToDoubleFunction<Measurement> value) {
    return row.cell(contender).stream().mapToDouble(value).filter(Double::isFinite).findFirst();
  }

  private static double counter(Measurement cell, String counter) {
    return cell.counters().getOrDefault(counter, Double.NaN);
  }
}
