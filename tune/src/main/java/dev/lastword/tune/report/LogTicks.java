// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

import dev.lastword.tune.report.Axis.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/** Round numbers on a logarithmic axis: decades, with 2 and 5 between them where there is room. */
final class LogTicks {

  private static final int[] ALL_DIGITS = {1, 2, 3, 4, 5, 6, 7, 8, 9};
  private static final int[] HALVES = {1, 2, 5};
  private static final int[] DECADES = {1};
  private static final double FEW_DECADES = 0.9;
  private static final double MANY_DECADES = 3.2;

  private LogTicks() {}

  /** Ticks from {@code min} to {@code max}; there are at least two. */
  static List<Tick> between(double min, double max, DoubleFunction<String> label) {
    double decades = Math.log10(max / min);
    List<Tick> ticks =
        decades < FEW_DECADES
            ? at(ALL_DIGITS, min, max, label)
            : at(decades < MANY_DECADES ? HALVES : DECADES, min, max, label);
    if (ticks.size() >= 2) {
      return ticks;
    }
    return List.of(new Tick(min, label.apply(min)), new Tick(max, label.apply(max)));
  }

  private static List<Tick> at(int[] digits, double min, double max, DoubleFunction<String> label) {
    List<Tick> ticks = new ArrayList<>();
    int last = (int) Math.floor(Math.log10(max));
    for (int power = (int) Math.floor(Math.log10(min)); power <= last; power++) {
      for (int digit : digits) {
        double at = digit * Math.pow(10, power);
        if (at >= min * (1 - 1e-9) && at <= max * (1 + 1e-9)) {
          ticks.add(new Tick(at, label.apply(at)));
        }
      }
    }
    return ticks;
  }
}
