// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

/**
 * What a pointer that rests on a mark is shown.
 *
 * @param spot the mark
 * @param text what is shown
 * @param target the id of what tells more on the same page; empty for none
 */
record Hint(Spot spot, String text, String target) {}
