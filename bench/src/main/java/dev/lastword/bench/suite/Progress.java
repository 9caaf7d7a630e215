// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.suite;

import java.io.PrintStream;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongSupplier;

/** Tells how far a suite is, a line for each part. */
final class Progress {

  private final PrintStream out;
  private final LongSupplier nanoClock;
  private final int parts;
  private final double planned;
  private final long begin;
  private final Set<String> said = new HashSet<>();

  private int part;
  private double done;

  /**
   * Starts the clock.
   *
   * @param parts of the suite
   * @param planned seconds of the whole suite
   */
  Progress(PrintStream out, LongSupplier nanoClock, int parts, double planned) {
    this.out = out;
    this.nanoClock = nanoClock;
    this.parts = parts;
    this.planned = planned;
    begin = nanoClock.getAsLong();
  }

  /** A part begins. */
  void begin(String title, int measurements) {
    part++;
    out.printf(
        Locale.ROOT,
        "%2d/%d  %-44s %4d measurements; %s so far, about %s left%n",
        part,
        parts,
        title,
        measurements,
        clock(seconds()),
        clock(left()));
  }

  /** A measurement was taken, or not, that was planned to take so many seconds. */
  void done(double plannedSeconds) {
    done += plannedSeconds;
  }

  /** A measurement could not be taken; the same is said once. */
  void notRun(String contender, String reason) {
    if (said.add(contender + reason)) {
      out.println("       not run: " + contender + ": " + reason);
    }
  }

  /** Seconds since the beginning. */
  long seconds() {
    return Math.round((nanoClock.getAsLong() - begin) / 1e9);
  }

  /** What is left of the plan, at the pace so far. */
  private long left() {
    double pace = done == 0 ? 1 : seconds() / done;
    return Math.round((planned - done) * pace);
  }

  /** Minutes and seconds. */
  static String clock(long seconds) {
    return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
  }
}
