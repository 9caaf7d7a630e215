// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.chart;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An SVG image in the making. It brings its own background, light or dark as the reader's system is
 * set, and no font: each viewer takes its own.
 */
final class Svg {

  /** Where a text's position is in it. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  private static final String LIGHT =
      """
      text { font: 12px system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif; fill: #59636e }
      .title { font-size: 16px; font-weight: 600 }
      .title, .name { fill: #1f2328 }
      .ground { fill: #ffffff; stroke: #d1d9e0 }
      .grid { stroke: #e3e8ed } .axis { stroke: #818b98 }
      .line { fill: none; stroke-width: 2; stroke-linejoin: round } .ours { stroke-width: 3 }
      """;

  private static final String DARK =
      """
      text { fill: #9198a1 }
      .title, .name { fill: #f0f6fc }
      .ground { fill: #0d1117; stroke: #3d444d }
      .grid { stroke: #262c36 } .axis { stroke: #656c76 }
      """;

  private final StringBuilder body = new StringBuilder();
  private final int width;
  private final int height;

  Svg(int width, int height) {
    this.width = width;
    this.height = height;
  }

  void text(double x, double y, Anchor anchor, String style, String text) {
    body.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\"%s>%s</text>\n",
            x,
            y,
            anchor.name().toLowerCase(Locale.ROOT),
            attribute(style),
            escaped(text)));
  }

  void line(double x1, double y1, double x2, double y2, String style) {
    body.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"%s/>\n",
            x1,
            y1,
            x2,
            y2,
            attribute(style)));
  }

  void rectangle(double x, double y, double w, double h, String style) {
    body.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\"%s/>\n",
            x,
            y,
            w,
            h,
            attribute(style)));
  }

  void dot(Spot spot, double radius, String style) {
    body.append(
        String.format(
            Locale.ROOT,
            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"%s/>\n",
            spot.x(),
            spot.y(),
            radius,
            attribute(style)));
  }

  /** A line through spots; {@code dashes} is SVG's, empty for none. */
  void path(List<Spot> spots, String dashes, String style) {
    String points =
        spots.stream()
            .map(spot -> String.format(Locale.ROOT, "%.1f,%.1f", spot.x(), spot.y()))
            .collect(Collectors.joining(" "));
    String dashed = dashes.isEmpty() ? "" : " stroke-dasharray=\"" + dashes + "\"";
    body.append("<polyline points=\"")
        .append(points)
        .append('"')
        .append(dashed)
        .append(attribute(style))
        .append("/>\n");
  }

  /**
   * A place in the image.
   *
   * @param x from the left
   * @param y from the top
   */
  record Spot(double x, double y) {}

  /** The whole image. */
  String image(String description) {
    return String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
                + " height=\"%d\" role=\"img\" aria-label=\"%s\">\n",
            width,
            height,
            width,
            height,
            escaped(description))
        + style()
        + String.format(
            Locale.ROOT,
            "<rect x=\"0.5\" y=\"0.5\" width=\"%d\" height=\"%d\" rx=\"6\" class=\"ground\"/>\n",
            width - 1,
            height - 1)
        + body
        + "</svg>\n";
  }

  private static String style() {
    return "<style>\n"
        + LIGHT
        + Colour.styles(false)
        + "@media (prefers-color-scheme: dark) {\n"
        + DARK
        + Colour.styles(true)
        + "}\n</style>\n";
  }

  private static String attribute(String style) {
    return style.isEmpty() ? "" : " class=\"" + style + "\"";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
