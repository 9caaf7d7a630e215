// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

import java.awt.Color;
import java.util.Locale;

/**
 * What charts are drawn in. While a chart is painted an ink is an opaque colour that only stands for
 * it; in the image it is a class, whose colour {@link ChartStyle} gives for a light and a dark ground.
 */
enum Ink {
  /** What is recommended. */
  CHOSEN("#1a7f37", "#3fb950"),
  /** Candidates under FORGET. */
  FORGET("#0969da", "#58a6ff"),
  /** Candidates under KEEP. */
  KEEP("#8250df", "#bc8cff"),
  /** Candidates that another one beats on both axes. */
  FAINT("#aab4bf", "#545d68"),
  /** What was asked for. */
  TARGET("#bc4c00", "#f0883e"),
  /** The references. */
  BOUND("#59636e", "#9198a1"),
  /** The ground of the chart, for the inside of rings. */
  GROUND("#ffffff", "#0d1117");

  private static final int FIRST_CODE = 0x010203;

  private final String light;
  private final String dark;

  Ink(String light, String dark) {
    this.light = light;
    this.dark = dark;
  }

  String on(boolean darkGround) {
    return darkGround ? dark : light;
  }

  /** What stands for this ink while a chart is painted. */
  Color code() {
    return new Color(FIRST_CODE + ordinal());
  }

  /** The class of this ink in images and on the page. */
  String style() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The ink that a colour stands for. */
  static Ink of(Color code) {
    int ordinal = (code.getRGB() & 0xffffff) - FIRST_CODE;
    if (ordinal < 0 || ordinal >= values().length) {
      throw new IllegalArgumentException("colour is not the code of an ink: colour=" + code);
    }
    return values()[ordinal];
  }
}
