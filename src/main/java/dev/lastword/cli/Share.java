// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import java.math.BigDecimal;
import picocli.CommandLine.TypeConversionException;

/**
 * A share, given in percent.
 *
 * @param value 0 to 1
 */
record Share(double value) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  static Share parse(String text) {
    try {
      String number = text.endsWith("%") ? text.substring(0, text.length() - 1).strip() : text;
      BigDecimal percent = new BigDecimal(number);
      if (percent.signum() >= 0 && percent.compareTo(HUNDRED) <= 0) {
        return new Share(percent.movePointLeft(2).doubleValue());
      }
    } catch (NumberFormatException notANumber) {
      // Falls through to the one message for both.
    }
    throw new TypeConversionException(
        "must be a share from 0% to 100%, as in 99.9% (given=" + text + ")");
  }
}
