// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/**
 * A number of bytes, given with or without a unit in steps of 1000, as the command prints them.
 *
 * @param value 0 or more
 */
record ByteSize(long value) {
  private static final List<String> UNITS = List.of("", "K", "M", "G", "T");
  private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?) ?([KMGT]?)B?");

  static ByteSize parse(String text) {
    Matcher form = FORM.matcher(text.toUpperCase(Locale.ROOT));
    if (form.matches()) {
      BigDecimal bytes =
          new BigDecimal(form.group(1)).movePointRight(3 * UNITS.indexOf(form.group(2)));
      if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0) {
        return new ByteSize(bytes.longValue());
      }
    }
    throw new TypeConversionException(
        "must be a number of bytes, as in 4096, 64KB or 1.5GB (given=" + text + ")");
  }
}
