// SPDX-License-Identifier: Apache-2.0
package dev.lastword.model;

/**
 * Says how long the long tests run: the short form in every build, the long one under {@code
 * -Psoak}.
 */
public final class Soak {
  /** Set by the profile; {@code -Dlastword.soak=true} does the same. */
  private static final boolean LONG = Boolean.getBoolean("lastword.soak");

  private Soak() {}

  /** Returns whether the long form was asked for. */
  public static boolean isLong() {
    return LONG;
  }

  /** Returns how many rounds to run. */
  public static int rounds(int shortForm, int longForm) {
    return LONG ? longForm : shortForm;
  }
}
