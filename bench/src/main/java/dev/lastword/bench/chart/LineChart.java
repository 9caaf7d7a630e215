// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.chart;

import dev.lastword.bench.chart.Svg.Anchor;
import dev.lastword.bench.chart.Svg.Spot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Lines over a logarithmic axis, each with its name at its end.
 *
 * @param title of the chart
 * @param x the axis below, always logarithmic
 * @param y the axis on the left
 * @param lines from what to what
 */
public record LineChart(String title, Axis x, Axis y, List<Line> lines) {

  private static final int WIDTH = 860;
  private static final int HEIGHT = 460;
  private static final int LEFT = 76;
  private static final int TOP = 74;
  private static final int BOTTOM = HEIGHT - 56;
  private static final double LETTER = 6.6;
  private static final double NAME_HEIGHT = 15;
  private static final double NAME_GAP = 12;

  /**
   * One line.
   *
   * @param name at its end
   * @param colour of line and name
   * @param dashes SVG's; empty: a solid line
   * @param ours drawn thicker
   * @param points from left to right
   */
  public record Line(String name, Colour colour, String dashes, boolean ours, List<Point> points) {

    private Point last() {
      return points.getLast();
    }
  }

  /** A point of a line. */
  public record Point(double x, double y) {}

  /** The image; the lines have a point at least. */
  public String svg() {
    Scale across = Scale.tight(all(Point::x), LEFT + 8, right());
    Scale up =
        y.log()
            ? Scale.logarithmic(all(Point::y), BOTTOM, TOP)
            : Scale.linear(all(Point::y), BOTTOM, TOP);
    Svg svg = new Svg(WIDTH, HEIGHT);
    svg.text(20, 32, Anchor.START, "title", title);
    svg.text(20, 54, Anchor.START, "", y.title());
    drawGrid(svg, across, up);
    lines.forEach(line -> drawLine(svg, line, across, up));
    drawNames(svg, across, up);
    return svg.image(title);
  }

  private double right() {
    int longest = lines.stream().mapToInt(line -> line.name().length()).max().orElse(0);
    return WIDTH - 28 - longest * LETTER;
  }

  private void drawGrid(Svg svg, Scale across, Scale up) {
    for (double tick : up.ticks()) {
      svg.line(LEFT, up.at(tick), right(), up.at(tick), "grid");
      svg.text(LEFT - 8, up.at(tick) + 4, Anchor.END, "", y.format().apply(tick));
    }
    svg.line(LEFT, BOTTOM, right(), BOTTOM, "axis");
    for (double tick : across.ticks()) {
      svg.line(across.at(tick), BOTTOM, across.at(tick), BOTTOM + 5, "axis");
      svg.text(across.at(tick), BOTTOM + 20, Anchor.MIDDLE, "", x.format().apply(tick));
    }
    svg.text((LEFT + right()) / 2, BOTTOM + 40, Anchor.MIDDLE, "", x.title());
  }

  private static void drawLine(Svg svg, Line line, Scale across, Scale up) {
    List<Spot> spots =
        line.points().stream()
            .map(point -> new Spot(across.at(point.x()), up.at(point.y())))
            .toList();
    svg.path(spots, line.dashes(), line.colour().stroke() + (line.ours() ? " ours" : ""));
    spots.forEach(spot -> svg.dot(spot, line.ours() ? 4 : 3, line.colour().fill()));
  }

  /** Names stand beside the ends of their lines, pushed apart where those are close. */
  private void drawNames(Svg svg, Scale across, Scale up) {
    List<Line> sorted =
        lines.stream().sorted(Comparator.comparingDouble(line -> up.at(line.last().y()))).toList();
    double[] heights =
        spread(sorted.stream().mapToDouble(line -> up.at(line.last().y())).toArray());
    for (int i = 0; i < heights.length; i++) {
      Line line = sorted.get(i);
      double x = across.at(line.last().x()) + NAME_GAP;
      svg.text(x, heights[i] + 4, Anchor.START, line.colour().fill(), line.name());
    }
  }

  /** Moves ascending numbers as little as lets each keep its distance from the next. */
  private static double[] spread(double[] ascending) {
    double[] spread = ascending.clone();
    for (int round = 0; round < 100; round++) {
      for (int i = 1; i < spread.length; i++) {
        double lack = NAME_HEIGHT - (spread[i] - spread[i - 1]);
        if (lack > 0) {
          spread[i] += lack / 2;
          spread[i - 1] -= lack / 2;
        }
      }
    }
    return spread;
  }

  private Collection<Double> all(ToDoubleFunction<Point> coordinate) {
    List<Double> all = new ArrayList<>();
    lines.forEach(line -> line.points().forEach(point -> all.add(coordinate.applyAsDouble(point))));
    return all;
  }
}
