// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

/**
 * A place in a plot, in the numbers of its axes.
 *
 * @param x along the axis below
 * @param y along the axis on the left
 */
record Spot(double x, double y) {}
