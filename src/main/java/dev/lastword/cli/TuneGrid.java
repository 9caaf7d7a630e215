// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import dev.lastword.merge.Policy;
import dev.lastword.merge.Policy.Overflow;
import dev.lastword.tune.Candidates;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which policies to try. */
final class TuneGrid {
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

  /** Every combination; empty when none of the options is there. */
  Optional<List<Policy>> policies() {
    if (maxAdds == null && maxDeletes == null && window == null && onOverflow == null) {
      return Optional.empty();
    }
    List<Overflow> overflows = onOverflow == null ? List.of(Overflow.values()) : onOverflow;
    return Optional.of(
        Candidates.cross(
            Thresholds.orNone(maxAdds),
            Thresholds.orNone(maxDeletes),
            Thresholds.orNone(window),
            overflows));
  }
}
