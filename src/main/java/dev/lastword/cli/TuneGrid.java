// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import dev.lastword.merge.Policy.Overflow;
import dev.lastword.tune.Candidates;
import dev.lastword.tune.Tuner;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which policies to try. */
final class TuneGrid {
  /** More than anybody waits for, or has the memory for. */
  static final int MOST = 10_000;

  @Option(
      names = "--max-adds",
      paramLabel = "LIST",
      description = "Bounds on members remembered as added.")
  private @Nullable Thresholds maxAdds;

  @Option(
      names = "--max-deletes",
      paramLabel = "LIST",
      description = "Bounds on members remembered as deleted.")
  private @Nullable Thresholds maxDeletes;

  @Option(
      names = "--window",
      paramLabel = "LIST",
      description = "Ages, in the stamps' unit, past which operations are history.")
  private @Nullable Thresholds window;

  @Option(
      names = "--on-overflow",
      split = ",",
      paramLabel = "forget|keep",
      description = "What to do when a tombstone has to go; both unless given.")
  private @Nullable List<Overflow> onOverflow;

  /** How many policies the lists make, repetitions among them. */
  long combinations() {
    return length(maxAdds) * length(maxDeletes) * length(window) * overflows().size();
  }

  private static long length(@Nullable Thresholds given) {
    return Math.max(1, Thresholds.orNone(given).size());
  }

  private List<Overflow> overflows() {
    return onOverflow == null ? List.of(Overflow.values()) : onOverflow;
  }

  /** Sets the candidates, every combination; where no list of thresholds is there, their modes. */
  void apply(Tuner.Builder tuner) {
    if (maxAdds == null && maxDeletes == null && window == null) {
      tuner.overflows(overflows());
      return;
    }
    tuner.candidates(
        Candidates.cross(
            Thresholds.orNone(maxAdds),
            Thresholds.orNone(maxDeletes),
            Thresholds.orNone(window),
            overflows()));
  }
}
