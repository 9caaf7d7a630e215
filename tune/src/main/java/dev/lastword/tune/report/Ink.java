// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

import java.awt.Color;
import java.util.Locale;

/**
 * What charts are drawn in. While a chart is painted an ink is an opaque colour that only stands
 * for it; in the image it is a class, whose colour {@link ChartStyle} gives for a light and a dark
 * ground.
 */
enum Ink {
  /** What is recommended. */
  CHOSEN(1, "#1a7f37", "#3fb950"),
  /** Candidates under FORGET. */
  FORGET(2, "#0969da", "#58a6ff"),
  /** Candidates under KEEP. */
  KEEP(3, "#8250df", "#bc8cff"),
  /** Candidates that another one beats. */
  FAINT(4, "#aab4bf", "#545d68"),
  /** What was asked for. */
  TARGET(5, "#bc4c00", "#f0883e"),
  /** The references. */
  BOUND(6, "#59636e", "#9198a1"),
  /** The ground of the chart, for the inside of rings. */
  GROUND(7, "#ffffff", "#0d1117");

  private final int code;
  private final String light;
  private final String dark;

  Ink(int code, String light, String dark) {
    this.code = code;
    this.light = light;
    this.dark = dark;
  }

  String on(boolean darkGround) {
    return darkGround ? dark : light;
  }

  /** What stands for this ink while a chart is painted. */
  Color code() {
    return new Color(code);
  }

  /** The class of this ink in images and on the page. */
  String style() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The ink that a colour stands for. */
  static Ink of(Color code) {
    for (Ink ink : values()) {
      if (ink.code().equals(code)) {
        return ink;
      }
    }
    throw new IllegalArgumentException("colour is not the code of an ink: colour=" + code);
  }
}
