// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import dev.lastword.tune.Targets;
import dev.lastword.tune.Tuner;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what to achieve and how to measure. */
final class TuneMeasures {
  @Option(
      names = "--page",
      paramLabel = "N",
      description = "Members that a reader asks for, the newest; default 50.")
  private @Nullable Positive page;

  @Option(
      names = "--exact",
      paramLabel = "SHARE",
      description = "Page reads that must be exact, as in 99.9%%; the default.")
  private @Nullable Share exact;

  @Option(
      names = "--bytes",
      paramLabel = "SIZE",
      description = "Most bytes for all records together, as in 64MB; default any.")
  private @Nullable ByteSize bytes;

  @Option(
      names = "--bytes-per-set",
      paramLabel = "SIZE",
      description = "Most bytes for the record of any set; default any.")
  private @Nullable ByteSize bytesPerSet;

  @Option(
      names = "--read-every",
      paramLabel = "N",
      description = "Mean number of operations between two page reads; default 16.")
  private @Nullable Positive readEvery;

  @Option(
      names = "--operands",
      paramLabel = "N",
      description = "Operands of a set that wait for one merge; default 16.")
  private @Nullable Positive operands;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Chooses the reads; the same gives the same result. Default 0.")
  private long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads that merge; default one a processor. The result is the same.")
  private @Nullable Positive threads;

  void apply(Tuner.Builder tuner) {
    tuner.seed(seed);
    if (page != null) {
      tuner.page(page.value());
    }
    if (readEvery != null) {
      tuner.readEvery(readEvery.value());
    }
    if (operands != null) {
      tuner.operandsPerMerge(operands.value());
    }
    if (threads != null) {
      tuner.threads(threads.value());
    }
    tuner.targets(
        new Targets(
            exact == null ? Targets.DEFAULT.exactShare() : exact.value(),
            size(bytes),
            size(bytesPerSet)));
  }

  private static OptionalLong size(@Nullable ByteSize size) {
    return size == null ? OptionalLong.empty() : OptionalLong.of(size.value());
  }
}
