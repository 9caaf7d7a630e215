// SPDX-License-Identifier: Apache-2.0
package dev.lastword.faults;

import dev.lastword.model.Gen;
import org.jspecify.annotations.Nullable;

/**
 * When to kill a child.
 *
 * @param phase wait until this has begun; null: count reports
 * @param count how many times it has begun, or how many reports
 * @param delayNanos to wait after that
 */
record Kill(@Nullable Phase phase, int count, long delayNanos) {

  /** Draws a kill in a phase. */
  static Kill in(Phase phase, Gen gen) {
    boolean opening = phase == Phase.OPEN || phase == Phase.ADOPT || phase == Phase.CLOSE;
    int times = 1 + gen.below(opening ? 2 : 6);
    long longest =
        switch (phase) {
          case OPEN, ADOPT -> 25_000_000;
          case COMPACT -> 10_000_000;
          default -> 3_000_000;
        };
    return new Kill(phase, times, fraction(gen, longest));
  }

  /** Draws a kill at any time: after few reports as likely as after many. */
  static Kill anywhere(Gen gen) {
    return new Kill(null, 1 << gen.below(12), fraction(gen, 5_000_000));
  }

  private static long fraction(Gen gen, long longest) {
    return longest * gen.below(1_000) / 1_000;
  }
}
