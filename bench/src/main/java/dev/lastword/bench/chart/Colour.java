// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.chart;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What lines, bars and their names are drawn in, on a light and on a dark ground. */
public enum Colour {
  BLUE("#0969da", "#58a6ff"),
  GREY("#6e7781", "#9da7b3"),
  GREEN("#1a7f37", "#3fb950"),
  RED("#cf222e", "#ff7b72"),
  ORANGE("#bc4c00", "#f0883e"),
  PURPLE("#8250df", "#bc8cff"),
  YELLOW("#9a6700", "#d29922");

  private final String light;
  private final String dark;

  Colour(String light, String dark) {
    this.light = light;
    this.dark = dark;
  }

  /** The class of lines. */
  String stroke() {
    return "line " + name().toLowerCase(Locale.ROOT) + "-line";
  }

  /** The class of areas and texts. */
  String fill() {
    return name().toLowerCase(Locale.ROOT);
  }

  static String styles(boolean onDark) {
    return Arrays.stream(values())
        .map(colour -> colour.style(onDark ? colour.dark : colour.light))
        .collect(Collectors.joining());
  }

  private String style(String value) {
    return String.format(
        Locale.ROOT, ".%1$s-line { stroke: %2$s } .%1$s { fill: %2$s }\n", fill(), value);
  }
}
