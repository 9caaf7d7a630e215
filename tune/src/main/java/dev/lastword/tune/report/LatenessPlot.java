// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

import dev.lastword.tune.report.Findings.Covered;
import dev.lastword.tune.report.Findings.Timeliness;
import dev.lastword.tune.report.Plot.Hint;
import dev.lastword.tune.report.Plot.Note;
import dev.lastword.tune.report.Plot.Spot;
import java.util.ArrayList;
import java.util.List;

/** Which share of the operations a window has in time. */
final class LatenessPlot {

  private static final double MARGIN = 1.3;

  private LatenessPlot() {}

  /** The plot; there are operations. */
  static Plot of(Timeliness lateness) {
    List<Covered> curve = lateness.curve();
    Nines nines = new Nines(curve.stream().map(Covered::share).toList());
    Axis y = nines.axis("operations in time");
    double min = Math.max(1, curve.getFirst().window()) / MARGIN;
    double max = Math.max(1, curve.getLast().window()) * MARGIN;
    Axis x =
        new Axis(
            "window, in the unit of the stamps", min, max, LogTicks.between(min, max, Text::brief));
    List<Spot> windows = lateness.windows().stream().map(covered -> spot(covered, nines)).toList();
    List<Layer> layers = new ArrayList<>();
    layers.add(new Layer.Curve(Ink.FORGET, Layer.Stroke.SOLID, steps(curve, nines, max)));
    layers.add(new Layer.Marks(Ink.CHOSEN, Layer.Shape.DISC, 10, windows));
    return new Plot(
        "lateness",
        "Lateness",
        description(lateness),
        x,
        y,
        List.copyOf(layers),
        lateness.windows().stream().map(covered -> note(covered, nines)).toList(),
        lateness.windows().stream().map(covered -> hint(covered, nines)).toList());
  }

  private static Spot spot(Covered covered, Nines nines) {
    return new Spot(Math.max(1, covered.window()), nines.at(covered.share()));
  }

  /** Between two measured windows the smaller one's share holds for certain. */
  private static List<Spot> steps(List<Covered> curve, Nines nines, double max) {
    List<Spot> steps = new ArrayList<>();
    for (Covered covered : curve) {
      Spot spot = spot(covered, nines);
      if (!steps.isEmpty()) {
        steps.add(new Spot(spot.x(), steps.getLast().y()));
      }
      steps.add(spot);
    }
    steps.add(new Spot(max, steps.getLast().y()));
    return steps;
  }

  private static Note note(Covered covered, Nines nines) {
    String text = name(covered) + ": " + Text.count(covered.window());
    return new Note(spot(covered, nines), text, Ink.CHOSEN, false);
  }

  private static Hint hint(Covered covered, Nines nines) {
    String text =
        "a window of " + Text.count(covered.window()) + " covers " + Text.percent(covered.share());
    return new Hint(spot(covered, nines), text, "");
  }

  static String name(Covered covered) {
    return covered.share() == 1 ? "all" : Text.percent(covered.share());
  }

  private static String description(Timeliness lateness) {
    StringBuilder text =
        new StringBuilder("Share of the operations that are in time for a window.");
    for (Covered covered : lateness.windows()) {
      text.append(" A window of ")
          .append(Text.count(covered.window()))
          .append(" covers ")
          .append(name(covered))
          .append('.');
    }
    return text.toString();
  }
}
