// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.suite;

import dev.lastword.bench.report.Place;
import dev.lastword.bench.report.ResultFiles;
import dev.lastword.bench.report.SmokeCheck;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Holds a smoke run against the ratios committed. Short runs are noisy, so rows with a loss are
 * measured a second time before anybody is alarmed.
 */
final class SmokeGuard {

  private final ResultFiles files;
  private final Set<String> tables;
  private final Path committed;
  private final PrintStream out;
  private final PrintStream err;

  SmokeGuard(
      ResultFiles files, Set<String> tables, Path committed, PrintStream out, PrintStream err) {
    this.files = files;
    this.tables = tables;
    this.committed = committed;
    this.out = out;
    this.err = err;
  }

  /** Remembers the ratios that were measured. */
  boolean update() throws IOException {
    check().update();
    err.println("ratios: " + committed);
    return true;
  }

  /** Compares, and says what moved; is there no loss? */
  boolean holds(SuiteRun run, List<Cell> cells) throws RunnerException, IOException {
    SmokeCheck check = check();
    if (!check.hasCommitted()) {
      err.println("nothing to compare with: no " + committed + "; --update writes it");
      return true;
    }
    List<Place> suspects = check.losses();
    if (!suspects.isEmpty()) {
      err.println("measuring again what lost: " + suspects.size() + " cells");
      run.measure(cells.stream().filter(cell -> isBeside(cell, suspects)).toList());
      check = check();
    }
    String moved = check.table();
    out.print(moved.isEmpty() ? "no ratio moved\n" : moved);
    int losses = check.losses().size();
    if (losses > 0) {
      err.println(
          "LOSS: Lastword is 1.5 times as bad as it was, or worse, in " + losses + " cells");
    }
    return losses == 0;
  }

  private static boolean isBeside(Cell cell, List<Place> places) {
    return places.stream().anyMatch(place -> place.isBeside(cell.place()));
  }

  private SmokeCheck check() throws IOException {
    return new SmokeCheck(files, tables, committed);
  }
}
