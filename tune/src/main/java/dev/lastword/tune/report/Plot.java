// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

import java.util.List;

/**
 * All that a chart shows.
 *
 * @param id names it on the page and as a file; lower-case letters and hyphens
 * @param title what it is
 * @param description what it shows, for those who cannot see it
 * @param x the axis below
 * @param y the axis on the left
 * @param layers what is painted, the lowest first
 * @param notes words beside it
 * @param hints what pointers are shown
 */
record Plot(
    String id,
    String title,
    String description,
    Axis x,
    Axis y,
    List<Layer> layers,
    List<Note> notes,
    List<Hint> hints) {

  /**
   * A place in a plot, in the numbers of its axes.
   *
   * @param x along the axis below
   * @param y along the axis on the left
   */
  record Spot(double x, double y) {}

  /**
   * A few words at a spot of a plot.
   *
   * @param spot what they are about
   * @param text the words
   * @param ink what they are written in
   * @param bold whether they stand out; such notes are placed first
   */
  record Note(Spot spot, String text, Ink ink, boolean bold) {}

  /**
   * What a pointer that rests on a mark is shown.
   *
   * @param spot the mark
   * @param text what is shown
   * @param target the id of what tells more on the same page; empty for none
   */
  record Hint(Spot spot, String text, String target) {}
}
