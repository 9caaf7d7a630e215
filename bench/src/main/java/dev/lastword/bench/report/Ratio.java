// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

/**
 * What the guard remembers of one cell of ours.
 *
 * @param place which
 * @param ratio to the table's baseline; NaN where that did not run
 * @param allocated bytes of one operation
 */
record Ratio(Place place, double ratio, double allocated) {}
