// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes what was promised beside what was measured. */
final class BarsText {

  private BarsText() {}

  /** The table of all bars. */
  static String markdown(List<Bar> bars, Results results) {
    List<List<String>> lines = new ArrayList<>();
    bars.forEach(bar -> lines.add(line(bar, bar.verdict(results))));
    return new Grid(List.of("bar", "limit", "worst", "", "where"), 1, lines).markdown();
  }

  private static List<String> line(Bar bar, Optional<Bar.Verdict> verdict) {
    return List.of(
        bar.text(),
        limit(bar),
        verdict.map(worst -> bar.figure().unit().format(worst.value())).orElse(""),
        verdict.map(worst -> judgement(bar, worst.value())).orElse("not measured"),
        verdict.map(Bar.Verdict::place).orElse(""));
  }

  private static String limit(Bar bar) {
    String sign = bar.direction() == Bar.Direction.AT_MOST ? "≤ " : "≥ ";
    return sign + bar.figure().unit().format(bar.limit());
  }

  private static String judgement(Bar bar, double value) {
    if (bar.isMetBy(value)) {
      return "met";
    }
    double off = Math.abs(value - bar.limit()) / bar.limit();
    return bar.limit() == 0
        ? "**missed**"
        : String.format(Locale.ROOT, "**missed by %.0f %%**", Math.max(1, 100 * off));
  }
}
