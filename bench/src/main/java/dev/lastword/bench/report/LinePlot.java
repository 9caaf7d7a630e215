// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import dev.lastword.bench.chart.Axis;
import dev.lastword.bench.chart.LineChart;
import dev.lastword.bench.chart.LineChart.Line;
import dev.lastword.bench.chart.LineChart.Point;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A chart of lines over one parameter of a benchmark.
 *
 * @param file its name
 * @param title of the chart
 * @param benchmark simple name of the benchmark's class
 * @param parameter along the x axis, a number; 0 stands a decade before the least of the others
 * @param x title of the x axis
 * @param y title of the y axis
 * @param log whether the y axis is logarithmic
 * @param curves what to draw
 */
record LinePlot(
    String file,
    String title,
    String benchmark,
    String parameter,
    String x,
    String y,
    boolean log,
    List<Curve> curves)
    implements Plot {

  /**
   * One line to be.
   *
   * @param name at its end
   * @param contender whose colour it has
   * @param dashes SVG's; empty: a solid line
   * @param where its rows
   * @param figure of each of them
   */
  record Curve(String name, String contender, String dashes, Where where, Figure figure) {

    /** A solid line. */
    static Curve of(String name, String contender, Where where, Figure figure) {
      return new Curve(name, contender, "", where, figure);
    }

    /** The same line, dashed. */
    Curve dashed(String pattern) {
      return new Curve(name, contender, pattern, where, figure);
    }
  }

  @Override
  public Optional<String> svg(Results results) {
    List<Line> lines = curves.stream().flatMap(curve -> line(curve, results)).toList();
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    Unit unit = curves.getFirst().figure().unit();
    double least = leastAboveZero(results);
    Axis across = new Axis(x, true, value -> value < least ? "0" : Quantity.whole(value));
    return Optional.of(new LineChart(title, across, new Axis(y, log, unit::format), lines).svg());
  }

  private Stream<Line> line(Curve curve, Results results) {
    double zero = leastAboveZero(results) / 10;
    List<Point> points =
        results.rows(benchmark, curve.where()).stream()
            .flatMap(row -> point(row, curve.figure(), zero).stream())
            .sorted(Comparator.comparingDouble(Point::x))
            .toList();
    boolean ours = Contenders.isOurs(curve.contender());
    return points.isEmpty()
        ? Stream.empty()
        : Stream.of(
            new Line(
                curve.name(), Contenders.colour(curve.contender()), curve.dashes(), ours, points));
  }

  private Optional<Point> point(Row row, Figure figure, double zero) {
    double at = number(row);
    return figure.of(row).stream()
        .mapToObj(value -> new Point(at == 0 ? zero : at, value))
        .findFirst();
  }

  private double leastAboveZero(Results results) {
    return results.rows(benchmark).stream()
        .mapToDouble(this::number)
        .filter(number -> number > 0)
        .min()
        .orElse(1);
  }

  private double number(Row row) {
    return Double.parseDouble(RowOrder.value(row, parameter));
  }
}
