// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Holds the results of a run against ratios that were committed. */
public final class SmokeCheck {

  private final List<Ratio> now;
  private final Set<String> measured;
  private final Path committed;

  /**
   * Reads what was measured.
   *
   * @param files of the run
   * @param measured simple names of the benchmarks that count; others are let alone
   * @param committed the file of ratios; there need be none yet
   */
  public SmokeCheck(ResultFiles files, Set<String> measured, Path committed) throws IOException {
    Results results = new Results(JmhJson.measurements(files.readResults()));
    this.now = Guard.ratios(results, Tables.of(measured));
    this.measured = measured;
    this.committed = committed;
  }

  /** Is there something to compare with? */
  public boolean hasCommitted() {
    return Files.exists(committed);
  }

  /** Cells that lost more than the guard lets pass. */
  public List<Place> losses() throws IOException {
    return findings().stream().filter(Finding::isLoss).map(Finding::place).distinct().toList();
  }

  /** A table of what is not as it was; empty where all is. */
  public String table() throws IOException {
    List<List<String>> lines = findings().stream().map(Finding::line).toList();
    return lines.isEmpty()
        ? ""
        : new Grid(List.of("cell", "row", "before", "now", ""), 2, lines).markdown();
  }

  /** Commits to what was measured; ratios of other benchmarks stay. */
  public void update() throws IOException {
    Stream<Ratio> others =
        hasCommitted() ? before().filter(ratio -> !isMeasured(ratio)) : Stream.of();
    GuardFile.write(committed, Stream.concat(others, now.stream()).toList());
  }

  private Collection<Finding> findings() throws IOException {
    return new Guard(before().filter(this::isMeasured).toList()).findings(now);
  }

  private Stream<Ratio> before() throws IOException {
    return GuardFile.read(committed).stream();
  }

  private boolean isMeasured(Ratio ratio) {
    return measured.contains(ratio.place().benchmark());
  }
}
