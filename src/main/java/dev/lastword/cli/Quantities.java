// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import java.util.Locale;

/** Numbers as people read them. */
final class Quantities {
  private static final String[] UNITS = {"KB", "MB", "GB", "TB", "PB", "EB"};

  private Quantities() {}

  /** With commas between thousands. */
  static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A number and what is counted, in the plural where it is one. */
  static String count(long value, String what) {
    return number(value) + " " + what + (value == 1 ? "" : "s");
  }

  /** With a unit in steps of 1000, three digits. */
  static String bytes(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    double value = bytes;
    int unit = -1;
    while (value >= 999.5 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    String pattern = value < 9.995 ? "%.2f %s" : value < 99.95 ? "%.1f %s" : "%.0f %s";
    return String.format(Locale.ROOT, pattern, value, UNITS[unit]);
  }

  /** Seconds, with as many digits as say something. */
  static String seconds(double seconds) {
    return String.format(Locale.ROOT, seconds < 10 ? "%.2f s" : "%.0f s", seconds);
  }

  /** Things a second. */
  static String rate(long things, double seconds) {
    return number(Math.round(things / Math.max(seconds, 1e-9)));
  }
}
