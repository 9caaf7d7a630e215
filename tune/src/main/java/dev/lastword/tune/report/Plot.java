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
    List<Hint> hints) {}
