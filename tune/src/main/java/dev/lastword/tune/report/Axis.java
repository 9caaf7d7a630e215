// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A logarithmic axis.
 *
 * @param title what is measured
 * @param min its lower end, above 0
 * @param max its upper end, above {@code min}
 * @param ticks what is marked, ascending, between the ends
 */
record Axis(String title, double min, double max, List<Tick> ticks) {

  /** The same axis with room for so many labels; ticks whose label has none stay without. */
  Axis withLabels(int most) {
    double room = Math.log(max / min) / most;
    List<Tick> fewer = new ArrayList<>();
    double last = Double.NEGATIVE_INFINITY;
    for (Tick tick : ticks) {
      double at = Math.log(tick.at());
      boolean fits = at - last >= room;
      last = fits && !tick.label().isEmpty() ? at : last;
      fewer.add(fits ? tick : new Tick(tick.at(), ""));
    }
    return new Axis(title, min, max, List.copyOf(fewer));
  }

  /**
   * A place on an axis that is marked.
   *
   * @param at in the axis' own numbers
   * @param label beside it
   */
  record Tick(double at, String label) {}
}
