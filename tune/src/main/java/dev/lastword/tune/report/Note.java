// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

/**
 * A few words at a spot of a plot.
 *
 * @param spot what they are about
 * @param text the words
 * @param ink what they are written in
 * @param bold whether they stand out; such notes are placed first
 */
record Note(Spot spot, String text, Ink ink, boolean bold) {}
