// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

/**
 * A place on an axis that is marked.
 *
 * @param at in the axis' own numbers
 * @param label beside it
 */
record Tick(double at, String label) {}
