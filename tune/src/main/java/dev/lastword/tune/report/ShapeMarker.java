// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.knowm.xchart.style.markers.Marker;

/** A mark with a size of its own; XChart's all have the same. */
final class ShapeMarker extends Marker {

  private final Layer.Shape shape;
  private final double size;

  ShapeMarker(Layer.Shape shape, double size) {
    this.shape = shape;
    this.size = size;
  }

  @Override
  public void paint(Graphics2D graphics, double x, double y, int sizeOfAll) {
    double left = x - size / 2;
    double top = y - size / 2;
    graphics.fill(
        switch (shape) {
          case DISC -> new Ellipse2D.Double(left, top, size, size);
          case SQUARE -> new Rectangle2D.Double(left, top, size, size);
          case DIAMOND -> diamond(x, y);
        });
  }

  private Path2D diamond(double x, double y) {
    double reach = size * 0.64; // looks as large as a disc that wide
    Path2D path = new Path2D.Double();
    path.moveTo(x, y - reach);
    path.lineTo(x + reach, y);
    path.lineTo(x, y + reach);
    path.lineTo(x - reach, y);
    path.closePath();
    return path;
  }
}
