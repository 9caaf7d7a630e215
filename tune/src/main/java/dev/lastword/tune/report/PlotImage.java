// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

import dev.lastword.tune.report.Axis.Tick;
import dev.lastword.tune.report.Plot.Hint;
import dev.lastword.tune.report.Plot.Note;
import java.util.List;

/**
 * A plot as an SVG image: what XChart painted, set between a grid and words. The words are text, in
 * whatever font the reader's page has; so an image is small, can be searched, and is the same on
 * every machine.
 */
final class PlotImage {

  private static final int LABEL_GAP = 8;
  private static final int BELOW = 46;
  private static final int ABOVE = 34;
  private static final int BESIDE = 18;
  private static final double LABEL_WIDTH = 6.9;
  private static final int ROOM_OF_LABEL = 50;

  private final Plot plot;
  private final Axis across;
  private final int width;
  private final int height;
  private final int left;
  private final PlotPainter painter;
  private final List<Tag> painted;

  /** An image so many pixels wide and high. */
  PlotImage(Plot plot, int width, int height) {
    this.plot = plot;
    this.width = width;
    this.height = height;
    this.left = (int) (longestLabel(plot.y()) * LABEL_WIDTH) + LABEL_GAP + BESIDE;
    int inside = width - left - BESIDE;
    this.across = plot.x().withLabels(inside / ROOM_OF_LABEL);
    this.painter = new PlotPainter(plot, inside, height - ABOVE - BELOW);
    this.painted = PaintedPlot.elements(painter.paint());
  }

  private static int longestLabel(Axis axis) {
    return axis.ticks().stream().mapToInt(tick -> tick.label().length()).max().orElse(0);
  }

  /** An image for a page, whose style sheet it uses; ids begin with {@code id}. */
  Tag inPage(String id) {
    Tag svg = root().with("aria-labelledby", id + "-title " + id + "-text");
    svg.add(Tag.of("title", plot.title()).with("id", id + "-title"));
    svg.add(Tag.of("desc", plot.description()).with("id", id + "-text"));
    addGrid(svg);
    svg.add(inside().addAll(painted));
    addNotes(svg);
    plot.hints().forEach(hint -> addHint(svg, hint));
    return svg;
  }

  /** An image that stands alone, with a title, a ground and a style sheet of its own. */
  Tag alone() {
    Tag svg = root().with("xmlns", "http://www.w3.org/2000/svg");
    svg.with("width", width).with("height", height).with("aria-label", plot.title());
    svg.add(Tag.of("title", plot.title()), Tag.of("desc", plot.description()));
    svg.add(Tag.of("style").trusted(ChartStyle.alone()));
    svg.add(Tag.classed("rect", "ground").with("width", width).with("height", height));
    addGrid(svg);
    svg.add(inside().addAll(painted));
    addNotes(svg);
    return svg;
  }

  private Tag root() {
    return Tag.classed("svg", "chart")
        .with("viewBox", "0 0 " + width + " " + height)
        .with("role", "img");
  }

  /** What it holds is placed from the upper left corner of the plot. */
  private Tag inside() {
    return Tag.of("g").with("transform", "translate(" + left + " " + ABOVE + ")");
  }

  private double x(double value) {
    return left + painter.across(value);
  }

  private double y(double value) {
    return ABOVE + painter.down(value);
  }

  private void addGrid(Tag svg) {
    double right = x(across.max());
    double bottom = y(plot.y().min());
    svg.add(text(4, 16, "start", "axis-title", plot.y().title()));
    for (Tick tick : plot.y().ticks()) {
      svg.add(line(left, y(tick.at()), right, y(tick.at()), "grid"));
      svg.add(text(left - LABEL_GAP, y(tick.at()) + 4, "end", "tick", tick.label()));
    }
    svg.add(line(left, bottom, right, bottom, "axis"));
    for (Tick tick : across.ticks()) {
      svg.add(line(x(tick.at()), bottom, x(tick.at()), bottom + 5, "axis"));
      if (!tick.label().isEmpty()) {
        svg.add(text(x(tick.at()), bottom + 19, "middle", "tick", tick.label()));
      }
    }
    svg.add(text((left + right) / 2, height - 6, "middle", "axis-title", across.title()));
  }

  private void addNotes(Tag svg) {
    NotePlaces places = new NotePlaces(left, ABOVE, width - BESIDE, height - BELOW);
    plot.hints().forEach(hint -> places.occupy(x(hint.spot().x()), y(hint.spot().y())));
    plot.notes().stream()
        .sorted((a, b) -> Boolean.compare(b.bold(), a.bold()))
        .forEach(note -> addNote(svg, places, note));
  }

  private void addNote(Tag svg, NotePlaces places, Note note) {
    NotePlaces.Place place = places.place(x(note.spot().x()), y(note.spot().y()), note.text());
    if (place != null) {
      String style = "note " + note.ink().style() + (note.bold() ? " bold" : "");
      svg.add(text(place.x(), place.y(), place.anchor(), style, note.text()));
    }
  }

  private void addHint(Tag svg, Hint hint) {
    Tag circle =
        Tag.classed("circle", "hint")
            .with("cx", x(hint.spot().x()))
            .with("cy", y(hint.spot().y()))
            .with("r", 9);
    circle.add(Tag.of("title", hint.text()));
    svg.add(
        hint.target().isEmpty()
            ? circle
            : Tag.of("a").with("href", "#" + hint.target()).with("tabindex", "-1").add(circle));
  }

  private static Tag line(double x1, double y1, double x2, double y2, String style) {
    return Tag.classed("line", style).with("x1", x1).with("y1", y1).with("x2", x2).with("y2", y2);
  }

  private static Tag text(double x, double y, String anchor, String style, String text) {
    return Tag.classed("text", style)
        .with("x", x)
        .with("y", y)
        .with("text-anchor", anchor)
        .text(text);
  }
}
