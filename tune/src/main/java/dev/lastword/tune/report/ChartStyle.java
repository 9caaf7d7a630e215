// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The style sheet of charts. Colours are variables, so one rule makes all of them dark. */
final class ChartStyle {

  private static final String LIGHT =
      "--text: #1f2328; --quiet: #59636e; --grid: #e3e8ed; --axis: #818b98; ";

  private static final String DARK =
      "--text: #f0f6fc; --quiet: #9198a1; --grid: #262c36; --axis: #656c76; ";

  private static final String RULES =
      """
      .chart text { font: 12px system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif; fill: var(--quiet) }
      .chart .bold { font-weight: 600 }
      .chart .note { stroke: var(--ground); stroke-width: 4px; stroke-linejoin: round; paint-order: stroke }
      .chart .axis-title { fill: var(--text) }
      .chart .grid { stroke: var(--grid) }
      .chart .axis { stroke: var(--axis) }
      .chart [class^=line-] { fill: none }
      .chart .hint { fill: transparent }
      .chart .hint:hover { stroke: var(--text); stroke-width: 1.5 }
      .ground { fill: var(--ground) }
      """;

  private ChartStyle() {}

  /** For an image that stands alone. */
  static String alone() {
    return ":root { color-scheme: light dark; "
        + variables(false)
        + "}\n@media (prefers-color-scheme: dark) { :root { "
        + variables(true)
        + "} }\n"
        + rules();
  }

  /** The colours, as CSS variables. */
  static String variables(boolean dark) {
    return (dark ? DARK : LIGHT)
        + Arrays.stream(Ink.values())
            .map(ink -> "--" + ink.style() + ": " + ink.on(dark) + "; ")
            .collect(Collectors.joining());
  }

  /** What uses them. */
  static String rules() {
    return RULES + Arrays.stream(Ink.values()).map(ChartStyle::rules).collect(Collectors.joining());
  }

  private static String rules(Ink ink) {
    String name = ink.style();
    return String.format(
        ".%1$s, .chart text.%1$s { fill: var(--%1$s) } .line-%1$s { stroke: var(--%1$s) }\n", name);
  }
}
