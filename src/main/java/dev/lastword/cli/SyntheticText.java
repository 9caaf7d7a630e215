// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import dev.lastword.tune.SyntheticSpec;
import dev.lastword.tune.SyntheticSpec.Delay;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** Reads the specification of a synthetic stream. */
final class SyntheticText {
  private static final List<String> NAMES =
      List.of(
          "ops",
          "sets",
          "zipf",
          "deletes",
          "readds",
          "duplicates",
          "late",
          "delay",
          "member",
          "seed");
  private static final Pattern COMMA = Pattern.compile(",");
  private static final String FORM = "fixed:N, uniform:N, exponential:N or pareto:N";

  private final Map<String, String> given = new HashMap<>();

  private SyntheticText() {}

  static SyntheticSpec parse(String text) {
    SyntheticText words = new SyntheticText();
    if (!text.equals("default")) {
      for (String pair : COMMA.split(text, -1)) {
        words.take(pair);
      }
    }
    try {
      return words.spec(SyntheticSpec.DEFAULT);
    } catch (IllegalArgumentException outOfRange) {
      throw new TypeConversionException(String.valueOf(outOfRange.getMessage()));
    }
  }

  private void take(String pair) {
    int equals = pair.indexOf('=');
    String name = equals < 0 ? pair : pair.substring(0, equals);
    if (equals < 0 || !NAMES.contains(name)) {
      throw new TypeConversionException(
          "must be name=value pairs separated by commas, of %s (given=%s)"
              .formatted(String.join(", ", NAMES), pair));
    }
    if (given.put(name, pair.substring(equals + 1)) != null) {
      throw new TypeConversionException(name + " is given twice");
    }
  }

  private SyntheticSpec spec(SyntheticSpec or) {
    return new SyntheticSpec(
        whole("ops", or.operations()),
        Math.toIntExact(Math.min(whole("sets", or.sets()), Integer.MAX_VALUE)),
        number("zipf", or.zipf()),
        number("deletes", or.deletes()),
        number("readds", or.readds()),
        number("duplicates", or.duplicates()),
        number("late", or.late()),
        given.containsKey("delay") ? delay(given.getOrDefault("delay", "")) : or.delay(),
        Math.toIntExact(Math.min(whole("member", or.member()), Integer.MAX_VALUE)),
        whole("seed", or.seed()));
  }

  private static Delay delay(String text) {
    int colon = text.indexOf(':');
    for (Delay.Shape shape : Delay.Shape.values()) {
      String name = shape.name().toLowerCase(Locale.ROOT);
      if (colon > 0 && text.substring(0, colon).equals(name)) {
        return new Delay(shape, Arguments.count(text.substring(colon + 1)));
      }
    }
    throw new TypeConversionException("delay must be " + FORM + " (given=" + text + ")");
  }

  private long whole(String name, long or) {
    String text = given.get(name);
    return text == null ? or : Arguments.count(text);
  }

  private double number(String name, double or) {
    String text = given.get(name);
    try {
      return text == null ? or : new BigDecimal(text).doubleValue();
    } catch (NumberFormatException notANumber) {
      throw new TypeConversionException(name + " must be a number (given=" + text + ")");
    }
  }
}
