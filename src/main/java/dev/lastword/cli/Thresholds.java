// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/**
 * A list of thresholds to try.
 *
 * @param values in the order given; empty where none is meant
 */
record Thresholds(List<OptionalLong> values) {
  /** More than anybody waits for. */
  private static final int MOST = 10_000;

  private static final Pattern COMMA = Pattern.compile(",");
  private static final Pattern RANGE = Pattern.compile("(\\d+)\\.\\.(\\d+)([*+])(\\d+)");

  static Thresholds parse(String text) {
    List<OptionalLong> values = new ArrayList<>();
    for (String word : COMMA.split(text, -1)) {
      Matcher range = RANGE.matcher(word);
      if (range.matches()) {
        addRange(range, word, values);
      } else {
        values.add(word.equals("none") ? OptionalLong.empty() : OptionalLong.of(one(word)));
      }
      if (values.size() > MOST) {
        throw new TypeConversionException("too many values; the limit is " + MOST);
      }
    }
    return new Thresholds(List.copyOf(values));
  }

  /** The values of an option; none when it was not given. */
  static List<OptionalLong> orNone(@Nullable Thresholds given) {
    return given == null ? List.of() : given.values;
  }

  private static long one(String word) {
    try {
      return Arguments.count(word);
    } catch (TypeConversionException noNumber) {
      throw new TypeConversionException(
          "must be numbers, none, FROM..TO*FACTOR or FROM..TO+STEP, separated by commas (given="
              + word
              + ")");
    }
  }

  private static void addRange(Matcher range, String word, List<OptionalLong> values) {
    long from = Arguments.count(range.group(1));
    long to = Arguments.count(range.group(2));
    long step = Arguments.count(range.group(4));
    boolean times = range.group(3).equals("*");
    if (from > to || (times ? step < 2 || from == 0 : step == 0)) {
      throw new TypeConversionException(
          "a range must go up, by a factor of 2 or more or a step of 1 or more (given="
              + word
              + ")");
    }
    for (long value = from; value <= to && values.size() <= MOST; ) {
      values.add(OptionalLong.of(value));
      if (times ? value > to / step : value > to - step) {
        break;
      }
      value = times ? value * step : value + step;
    }
  }
}
