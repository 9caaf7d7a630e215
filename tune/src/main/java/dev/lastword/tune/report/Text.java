// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as the report writes them, alike on every machine. */
final class Text {

  private static final String[] BYTES = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
  private static final String[] SHORT = {"", "k", "M", "G", "T", "P", "E"};

  private static final MathContext SEVEN_DIGITS = new MathContext(7, RoundingMode.HALF_UP);

  private Text() {}

  /** A number of things: 72,422. */
  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** A number on an axis: 20 k. */
  static String brief(double number) {
    return scaled(number, SHORT);
  }

  /** A size: 1.54 MB; powers of 1,000. */
  static String bytes(double bytes) {
    return scaled(bytes, BYTES);
  }

  private static String scaled(double number, String[] units) {
    int unit = 0;
    double rest = number;
    while (Math.abs(rest) >= 999.5 && unit < units.length - 1) {
      rest /= 1000;
      unit++;
    }
    return (digits(rest, 3) + " " + units[unit]).strip();
  }

  /** A number rounded to so many digits, without needless zeros. */
  static String digits(double number, int digits) {
    if (number == 0) {
      return "0";
    }
    BigDecimal rounded =
        new BigDecimal(number).round(new MathContext(digits, RoundingMode.HALF_UP));
    return rounded.stripTrailingZeros().toPlainString();
  }

  /**
   * A share as a percentage with as many digits as tell it from 100 %: 99.94 %, never 100 % unless
   * it is all, nor 0 % unless it is none. Large shares are rounded down, so that none looks like a
   * target that it missed.
   */
  static String percent(double share) {
    if (share == 0 || share == 1 || Double.isNaN(share)) {
      return share == 0 ? "0 %" : share == 1 ? "100 %" : "none";
    }
    double distance = Math.min(Math.abs(share), Math.abs(1 - share)) * 100;
    int decimals = (int) Math.max(0, 1 - Math.floor(Math.log10(distance)));
    RoundingMode rounding = share > 0.5 ? RoundingMode.FLOOR : RoundingMode.HALF_UP;
    BigDecimal percent = BigDecimal.valueOf(share).movePointRight(2).setScale(decimals, rounding);
    return percent.stripTrailingZeros().toPlainString() + " %";
  }

  /** A number for a program to read. */
  static String plain(double number) {
    return new BigDecimal(number).round(SEVEN_DIGITS).stripTrailingZeros().toPlainString();
  }

  /** Tenths of a pixel. */
  static String tenths(double pixels) {
    BigDecimal tenths = new BigDecimal(pixels).setScale(1, RoundingMode.HALF_EVEN);
    return tenths.signum() == 0 ? "0" : tenths.stripTrailingZeros().toPlainString();
  }
}
