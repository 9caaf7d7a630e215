// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

import dev.lastword.tune.report.Plot.Spot;
import java.util.List;

/** Something painted into a plot, over what came before it. */
sealed interface Layer {

  Ink ink();

  /**
   * Separate marks.
   *
   * @param shape of each
   * @param size across, in pixels
   * @param spots where; at least one
   */
  record Marks(Ink ink, Shape shape, int size, List<Spot> spots) implements Layer {}

  /**
   * A line from spot to spot.
   *
   * @param stroke how it is drawn
   * @param spots from left to right; at least two
   */
  record Curve(Ink ink, Stroke stroke, List<Spot> spots) implements Layer {}

  /**
   * Bars that stand on the axis below.
   *
   * @param bars from left to right; at least one
   */
  record Bars(Ink ink, List<Bar> bars) implements Layer {}

  /**
   * One bar.
   *
   * @param from its left side
   * @param to its right side
   * @param height its upper end
   */
  record Bar(double from, double to, double height) {}

  /** Shapes of marks, told apart without colour too. */
  enum Shape {
    DISC,
    DIAMOND,
    SQUARE
  }

  /** How lines are drawn. */
  enum Stroke {
    SOLID,
    THIN,
    DASHED,
    DOTTED
  }
}
