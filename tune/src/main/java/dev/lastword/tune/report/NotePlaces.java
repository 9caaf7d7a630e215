// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds room for words beside marks: what would lie on a mark, on other words or outside goes
 * elsewhere.
 */
final class NotePlaces {

  private static final double LETTER = 6.7;
  private static final double HEIGHT = 14;
  private static final double GAP = 11;
  private static final double MARK = 8;

  private final Rectangle2D bounds;
  private final List<Rectangle2D> taken = new ArrayList<>();

  NotePlaces(double left, double top, double right, double bottom) {
    bounds = new Rectangle2D.Double(left, top, right - left, bottom - top);
  }

  /**
   * Where words begin or end.
   *
   * @param x of the anchor
   * @param y of the base line
   * @param anchor SVG's
   */
  record Place(double x, double y, String anchor) {}

  /** A mark is there. */
  void occupy(double x, double y) {
    taken.add(new Rectangle2D.Double(x - MARK / 2, y - MARK / 2, MARK, MARK));
  }

  /** A place near a spot, and no longer free; null where there is none. */
  @Nullable Place place(double x, double y, String text) {
    double width = text.length() * LETTER + LETTER;
    for (double reach : new double[] {GAP, GAP * 1.6, GAP * 2.6}) {
      for (int[] way : WAYS) {
        double aside = way[1] == 0 ? reach : reach / 2;
        double middle = x + way[0] * (aside + width / 2);
        double down = y + way[1] * (reach + (way[0] == 0 ? HEIGHT / 2 : 0));
        Rectangle2D room =
            new Rectangle2D.Double(middle - width / 2, down - HEIGHT / 2, width, HEIGHT);
        if (bounds.contains(room) && taken.stream().noneMatch(room::intersects)) {
          taken.add(room);
          return new Place(middle, down + HEIGHT / 2 - 3, "middle");
        }
      }
    }
    return null;
  }

  /** Corners first, away from lines that climb to the right; then the sides. */
  private static final int[][] WAYS = {
    {-1, -1}, {1, 1}, {1, -1}, {-1, 1}, {0, -1}, {0, 1}, {-1, 0}, {1, 0}
  };
}
