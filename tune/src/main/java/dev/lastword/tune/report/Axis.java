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

  /** The same axis with at most so many labels; ticks without one stay. */
  Axis withLabels(int most) {
    long labelled = ticks.stream().filter(tick -> !tick.label().isEmpty()).count();
    if (labelled <= most) {
      return this;
    }
    int every = (int) Math.ceilDiv(labelled, (long) most);
    List<Tick> fewer = new ArrayList<>();
    int seen = 0;
    for (Tick tick : ticks) {
      boolean keep = tick.label().isEmpty() || seen++ % every == 0;
      fewer.add(keep ? tick : new Tick(tick.at(), ""));
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
