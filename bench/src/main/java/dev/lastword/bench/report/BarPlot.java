// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import dev.lastword.bench.chart.Axis;
import dev.lastword.bench.chart.BarChart;
import dev.lastword.bench.chart.BarChart.Bar;
import dev.lastword.bench.chart.BarChart.Group;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A chart of bars, one for each contender, in groups of rows.
 *
 * @param file its name
 * @param title of the chart
 * @param x title of the axis
 * @param log whether that is logarithmic
 * @param contenders from top to bottom; those that did not run are left out
 * @param figure of each of them
 * @param groups what is compared
 */
record BarPlot(
    String file,
    String title,
    String x,
    boolean log,
    List<String> contenders,
    Function<String, Figure> figure,
    List<Rows> groups)
    implements Plot {

  /**
   * One row of a benchmark.
   *
   * @param name above its bars; may be empty
   * @param benchmark simple name of the benchmark's class
   * @param where which row; the first that it fits
   */
  record Rows(String name, String benchmark, Where where) {}

  @Override
  public Optional<String> svg(Results results) {
    List<Group> drawn =
        groups.stream()
            .map(rows -> new Group(rows.name(), bars(rows, results)))
            .filter(group -> !group.bars().isEmpty())
            .toList();
    if (drawn.isEmpty()) {
      return Optional.empty();
    }
    Unit unit = figure.apply(Contenders.LASTWORD).unit();
    return Optional.of(new BarChart(title, new Axis(x, log, unit::format), drawn).svg());
  }

  private List<Bar> bars(Rows rows, Results results) {
    return results.rows(rows.benchmark(), rows.where()).stream()
        .findFirst()
        .map(row -> contenders.stream().flatMap(name -> bar(row, name).stream()).toList())
        .orElse(List.of());
  }

  private Optional<Bar> bar(Row row, String contender) {
    OptionalDouble value = figure.apply(contender).of(row);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Unit unit = figure.apply(contender).unit();
    String text = unit.format(value.getAsDouble());
    return Optional.of(new Bar(contender, Contenders.colour(contender), value.getAsDouble(), text));
  }
}
