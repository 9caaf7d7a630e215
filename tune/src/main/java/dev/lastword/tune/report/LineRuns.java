// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Joins the segments of a curve, each painted as a line of its own, into one: a curve of hundreds
 * of points would else outweigh the rest of its chart.
 */
final class LineRuns {

  private final List<Element> joined = new ArrayList<>();
  private final StringBuilder points = new StringBuilder();
  private @Nullable Element run;
  private String end = "";

  private LineRuns() {}

  /** The same elements, with one polyline where lines of the same style follow on each other. */
  static List<Element> joined(List<Element> elements) {
    LineRuns runs = new LineRuns();
    elements.forEach(runs::add);
    runs.finish();
    return runs.joined;
  }

  private void add(Element element) {
    if (!element.getTagName().equals("line")) {
      finish();
      joined.add(element);
      return;
    }
    String from = point(element, "1");
    String style = element.getAttribute("style");
    if (run == null || !end.equals(from) || !run.getAttribute("style").equals(style)) {
      finish();
      run = element.getOwnerDocument().createElement("polyline");
      run.setAttribute("style", style);
      points.append(from);
    }
    String to = point(element, "2");
    if (!to.equals(from)) {
      points.append(' ').append(to);
    }
    end = to;
  }

  private void finish() {
    if (run != null) {
      run.setAttribute("points", points.toString());
      joined.add(run);
    }
    run = null;
    points.setLength(0);
  }

  private static String point(Element line, String which) {
    return PaintedPlot.rounded(line.getAttribute("x" + which))
        + ","
        + PaintedPlot.rounded(line.getAttribute("y" + which));
  }
}
