// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import java.util.ArrayList;
import java.util.List;

/** Collects how late operations arrive. */
final class LateWatch {

  /** Points of the curve lie at least a twentieth apart, so that a chart has a few hundred. */
  private static final double STEP = 1.05;

  private final Spreader late = new Spreader();
  private long operations;

  /** Notes an operation of a set that had seen {@code newest} before. */
  void note(boolean first, long newest, long stamp) {
    operations++;
    if (!first && stamp < newest) {
      long by = newest - stamp;
      late.add(by < 0 ? Long.MAX_VALUE : by);
    }
  }

  void addAll(LateWatch other) {
    late.addAll(other.late);
    operations += other.operations;
  }

  /** Returns the smallest window that covers a share of the operations. */
  long window(long perThousand) {
    long rank = Spreader.rank(operations, perThousand) - (operations - late.count());
    return rank <= 0 ? 0 : late.ranked(rank);
  }

  Lateness lateness() {
    return new Lateness(
        operations, late.count(), late.spread(), window(990), window(999), late.max(), curve());
  }

  private List<Lateness.Coverage> curve() {
    List<Lateness.Coverage> points = new ArrayList<>();
    long[] covered = {operations - late.count()};
    points.add(new Lateness.Coverage(0, covered[0]));
    late.forEach((value, count) -> {
      covered[0] += count;
      Lateness.Coverage last = points.getLast();
      boolean near = points.size() > 1 && value < last.window() * STEP;
      if (near && covered[0] < operations) {
        return;
      }
      points.add(new Lateness.Coverage(value, covered[0]));
    });
    return points;
  }
}
