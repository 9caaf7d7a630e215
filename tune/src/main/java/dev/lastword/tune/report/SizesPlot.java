// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

import dev.lastword.tune.Spread.Bucket;
import dev.lastword.tune.report.Axis.Tick;
import dev.lastword.tune.report.Plot.Hint;
import dev.lastword.tune.report.Plot.Spot;
import java.util.ArrayList;
import java.util.List;

/** How many sets have how many members. */
final class SizesPlot {

  private static final double FLOOR = 0.7; // so that one set is a bar too
  private static final double LEFT_OF_NONE = 0.25;
  private static final double GAP = 1.03;
  private static final double HEADROOM = 1.6;

  private SizesPlot() {}

  /** The plot; there is a set. */
  static Plot of(List<Bucket> sizes) {
    double min = left(sizes.getFirst()) / GAP;
    double max = right(sizes.getLast()) * GAP;
    long most = sizes.stream().mapToLong(Bucket::count).max().orElse(1);
    double top = Math.max(most * HEADROOM, 10);
    Axis x = new Axis("members of a set", min, max, ticks(sizes, max));
    Axis y = new Axis("sets", FLOOR, top, LogTicks.between(1, top, Text::brief));
    List<Layer.Bar> bars =
        sizes.stream()
            .map(each -> new Layer.Bar(left(each) * GAP, right(each) / GAP, each.count()))
            .toList();
    return new Plot(
        "sizes",
        "Sizes of sets",
        description(sizes),
        x,
        y,
        List.of(new Layer.Bars(Ink.FORGET, bars)),
        List.of(),
        sizes.stream().map(SizesPlot::hint).toList());
  }

  /** A logarithmic axis has no 0; empty sets have a place of their own, left of 1. */
  private static List<Tick> ticks(List<Bucket> sizes, double max) {
    List<Tick> ticks = new ArrayList<>();
    if (sizes.getFirst().from() == 0) {
      ticks.add(new Tick(Math.sqrt(LEFT_OF_NONE * 0.5), "0"));
    }
    ticks.addAll(
        LogTicks.between(Math.max(1, left(sizes.getFirst())), Math.max(10, max), Text::brief));
    ticks.removeIf(tick -> tick.at() > max);
    return List.copyOf(ticks);
  }

  /** Sizes are whole numbers; a class reaches half way to its neighbours. */
  private static double left(Bucket sizes) {
    return sizes.from() == 0 ? LEFT_OF_NONE : sizes.from() - 0.5;
  }

  private static double right(Bucket sizes) {
    return sizes.to() + 0.5;
  }

  private static Hint hint(Bucket sizes) {
    double middle = Math.sqrt(left(sizes) * right(sizes));
    return new Hint(new Spot(middle, sizes.count()), name(sizes) + ": " + sets(sizes.count()), "");
  }

  static String name(Bucket sizes) {
    String from = Text.count(sizes.from());
    String range = sizes.from() == sizes.to() ? from : from + " to " + Text.count(sizes.to());
    return range + (sizes.to() == 1 ? " member" : " members");
  }

  private static String sets(long sets) {
    return Text.count(sets) + (sets == 1 ? " set" : " sets");
  }

  private static String description(List<Bucket> sizes) {
    long all = sizes.stream().mapToLong(Bucket::count).sum();
    return String.format(
        "%s, of %s to %s members.",
        sets(all), Text.count(sizes.getFirst().from()), Text.count(sizes.getLast().to()));
  }
}
