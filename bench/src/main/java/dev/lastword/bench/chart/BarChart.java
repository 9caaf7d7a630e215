// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.chart;

import dev.lastword.bench.chart.Svg.Anchor;
import java.util.List;

/**
 * Bars from left to right in groups, each with its name before it and its number behind it.
 *
 * @param title of the chart
 * @param x the axis that the bars run along
 * @param groups from top to bottom
 */
public record BarChart(String title, Axis x, List<Group> groups) {

  private static final int WIDTH = 860;
  private static final int TOP = 70;
  private static final int BAR = 20;
  private static final int STEP = 25;
  private static final int HEAD = 30;
  private static final int FOOT = 30;
  private static final double LETTER = 6.8;
  private static final int NUMBER = 150;

  /**
   * Bars that belong together.
   *
   * @param name above them; may be empty
   * @param bars from top to bottom
   */
  public record Group(String name, List<Bar> bars) {}

  /**
   * One bar.
   *
   * @param name before it
   * @param colour of the bar
   * @param value its length
   * @param text behind it
   */
  public record Bar(String name, Colour colour, double value, String text) {}

  /** The image; there is a bar at least. */
  public String svg() {
    int bottom = bottom();
    Svg svg = new Svg(WIDTH, bottom + FOOT);
    svg.text(20, 32, Anchor.START, "title", title);
    svg.text(20, 54, Anchor.START, "", x.title());
    Scale along = along();
    drawGrid(svg, along, bottom);
    double y = TOP;
    for (Group group : groups) {
      if (!group.name().isEmpty()) {
        svg.text(20, y + HEAD - 10, Anchor.START, "name", group.name());
        y += HEAD;
      }
      for (Bar bar : group.bars()) {
        drawBar(svg, bar, along, y);
        y += STEP;
      }
    }
    return svg.image(title);
  }

  private Scale along() {
    List<Double> values =
        groups.stream().flatMap(group -> group.bars().stream()).map(Bar::value).toList();
    double left = left();
    double right = WIDTH - NUMBER;
    Scale scale =
        x.log() ? Scale.logarithmic(values, left, right) : Scale.linear(values, left, right);
    // A bar on a logarithmic axis begins somewhere; let the shortest one be seen.
    return x.log() ? new Scale(true, scale.low() / 2, scale.high(), left, right) : scale;
  }

  private double left() {
    int longest =
        groups.stream()
            .flatMap(group -> group.bars().stream())
            .mapToInt(bar -> bar.name().length())
            .max()
            .orElse(0);
    return 44 + longest * LETTER;
  }

  private int bottom() {
    int height = TOP;
    for (Group group : groups) {
      height += (group.name().isEmpty() ? 0 : HEAD) + group.bars().size() * STEP;
    }
    return height + 4;
  }

  private void drawGrid(Svg svg, Scale along, int bottom) {
    for (double tick : along.ticks()) {
      svg.line(along.at(tick), TOP, along.at(tick), bottom, "grid");
      svg.text(along.at(tick), bottom + 16, Anchor.MIDDLE, "", x.format().apply(tick));
    }
    svg.line(along.from(), TOP, along.from(), bottom, "axis");
  }

  private static void drawBar(Svg svg, Bar bar, Scale along, double y) {
    double end = along.at(bar.value());
    double middle = y + BAR / 2.0 + 4;
    svg.text(along.from() - 8, middle, Anchor.END, "name", bar.name());
    svg.rectangle(along.from(), y, Math.max(1, end - along.from()), BAR, bar.colour().fill());
    svg.text(end + 8, middle, Anchor.START, "", bar.text());
  }
}
