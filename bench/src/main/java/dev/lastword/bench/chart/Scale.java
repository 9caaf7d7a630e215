// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.chart;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Places numbers along an axis.
 *
 * @param log by their logarithm
 * @param low the number at the axis's beginning
 * @param high the number at its end
 * @param from coordinate of the beginning
 * @param to coordinate of the end
 */
record Scale(boolean log, double low, double high, double from, double to) {

  private static final double[] STEPS = {1, 2, 5, 10};
  private static final int TICKS = 5;

  /** A logarithmic scale with round ends around these numbers, all above 0. */
  static Scale logarithmic(Collection<Double> values, double from, double to) {
    double low = least(values);
    double high = greatest(values);
    return new Scale(true, roundDown(low), roundUp(Math.max(high, low * 2)), from, to);
  }

  /** A logarithmic scale from the least to the greatest of these numbers. */
  static Scale tight(Collection<Double> values, double from, double to) {
    return new Scale(true, least(values), greatest(values), from, to);
  }

  /** A scale from 0 to a round number above these. */
  static Scale linear(Collection<Double> values, double from, double to) {
    double step = roundUp(greatest(values) / TICKS);
    return new Scale(false, 0, step * Math.ceil(greatest(values) / step), from, to);
  }

  /** The coordinate of a number. */
  double at(double value) {
    double share =
        log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    return from + share * (to - from);
  }

  /** Numbers to write beside the axis. */
  List<Double> ticks() {
    return log ? decades() : steps();
  }

  private List<Double> steps() {
    double step = roundUp(high / TICKS);
    List<Double> ticks = new ArrayList<>();
    for (int i = 0; i * step <= high * 1.001; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  /** Powers of ten; where they are few, twos and fives as well. */
  private List<Double> decades() {
    List<Double> ticks = new ArrayList<>();
    boolean few = high / low < 200;
    for (double decade = decade(low); decade <= high * 1.001; decade *= 10) {
      for (double step : few ? new double[] {1, 2, 5} : new double[] {1}) {
        double tick = decade * step;
        if (tick >= low * 0.999 && tick <= high * 1.001) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }

  private static double decade(double value) {
    return Math.pow(10, Math.floor(Math.log10(value) + 1e-9));
  }

  private static double roundUp(double value) {
    double decade = decade(value);
    for (double step : STEPS) {
      if (step * decade >= value * 0.999) {
        return step * decade;
      }
    }
    return 10 * decade;
  }

  private static double roundDown(double value) {
    double decade = decade(value);
    double found = decade;
    for (double step : STEPS) {
      if (step * decade <= value * 1.001) {
        found = step * decade;
      }
    }
    return found;
  }

  private static double least(Collection<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  private static double greatest(Collection<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }
}
