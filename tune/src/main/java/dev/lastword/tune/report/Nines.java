// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

import dev.lastword.tune.report.Axis.Tick;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * An axis for shares close to 1, on which each step up is ten times fewer failures: 90 %, 99 %,
 * 99.9 % are equally far apart. A share s lies at 1 / (1 - s) of a logarithmic axis; 1 itself,
 * which would lie at infinity, on a line of its own at the top.
 */
final class Nines {

  private static final MathContext TWELVE_DIGITS = new MathContext(12);
  private static final double MIN_TOP = 100;
  private static final double GAP = 4;
  private static final double CLEAR = 2.5; // so that no label touches that of 100 %
  private static final double HEADROOM = 1.35;
  private static final double MANY_DECADES = 2.6;

  private final double bottom;
  private final double all;

  /** An axis with room for the shares, each 0 to 1. */
  Nines(Collection<Double> shares) {
    double least = Double.POSITIVE_INFINITY;
    double most = MIN_TOP;
    for (double share : shares) {
      double at = 1 / (1 - share);
      least = Math.min(least, at);
      most = Double.isInfinite(at) ? most : Math.max(most, at);
    }
    bottom = decadeBelow(Math.min(least, MIN_TOP / 10));
    all = most * GAP;
  }

  private static double decadeBelow(double at) {
    return Math.pow(10, Math.floor(Math.log10(at) + 1e-9));
  }

  /** Where a share lies. */
  double at(double share) {
    return Math.min(all, 1 / (1 - share));
  }

  Axis axis(String title) {
    boolean many = Math.log10(all / bottom) > MANY_DECADES;
    List<Tick> ticks = new ArrayList<>();
    for (double decade = bottom; decade * CLEAR < all; decade *= 10) {
      for (int digit : many ? new int[] {1} : new int[] {1, 2, 5}) {
        if (decade * digit * CLEAR < all) {
          ticks.add(new Tick(decade * digit, label(decade * digit)));
        }
      }
    }
    ticks.add(new Tick(all, "100 %"));
    return new Axis(title, bottom / HEADROOM, all * HEADROOM, List.copyOf(ticks));
  }

  private static String label(double at) {
    return Text.percent(new BigDecimal(1 - 1 / at).round(TWELVE_DIGITS).doubleValue());
  }
}
