// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import java.util.Locale;

/** Numbers as people read them: three digits and a unit. */
final class Quantity {

  private static final String[] TIMES = {"ns", "µs", "ms", "s"};
  private static final String[] BYTES = {"B", "kB", "MB", "GB"};
  private static final String[] RATES = {"/s", "k/s", "M/s", "G/s"};

  private Quantity() {}

  /** A time in nanoseconds. */
  static String time(double nanos) {
    return scaled(nanos, TIMES);
  }

  /** Bytes; less than one, as an average may be, is none. */
  static String bytes(double bytes) {
    return bytes < 1 ? "0 B" : scaled(bytes, BYTES);
  }

  /** Things a second. */
  static String rate(double perSecond) {
    return scaled(perSecond, RATES);
  }

  /** How many times as much. */
  static String ratio(double ratio) {
    return digits(ratio) + "x";
  }

  /** A plain number. */
  static String number(double number) {
    return digits(number);
  }

  /** An uncertainty, as a part of the number before it; nothing where it is not known. */
  static String error(double part) {
    if (Double.isNaN(part)) {
      return "";
    }
    return String.format(Locale.ROOT, part < 0.0095 ? " ±%.1f %%" : " ±%.0f %%", 100 * part);
  }

  /** A whole number, with commas between thousands. */
  static String whole(double number) {
    return String.format(Locale.ROOT, "%,.0f", number);
  }

  /** A parameter's value: a whole number with commas between thousands, anything else as it is. */
  static String parameter(String value) {
    return value.matches("\\d{1,15}") ? whole(Double.parseDouble(value)) : value;
  }

  private static String scaled(double value, String... units) {
    double scaled = value;
    int unit = 0;
    while (scaled >= 999.5 && unit < units.length - 1) {
      scaled /= 1000;
      unit++;
    }
    return digits(scaled) + " " + units[unit];
  }

  /** Three digits, all of those before the point, and no zeros at the end of a whole number. */
  private static String digits(double value) {
    if (value == Math.rint(value)) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    String pattern = value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%,.0f";
    return String.format(Locale.ROOT, pattern, value);
  }
}
