// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.suite;

import dev.lastword.bench.report.Report;
import dev.lastword.bench.report.ResultFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Makes what people read, of JSON that is there. */
final class ReportCommand {

  private final Words words;
  private final PrintStream err;

  ReportCommand(Words words, PrintStream err) {
    this.words = words;
    this.err = err;
  }

  /** Runs it; returns the exit status. */
  int run() throws IOException {
    if (!words.others().isEmpty()) {
      throw new IllegalArgumentException("report takes no " + String.join(" ", words.others()));
    }
    List<ResultFiles> found =
        Suites.ALL.stream()
            .map(suite -> new ResultFiles(words.out(), suite.name()))
            .filter(ResultFiles::exist)
            .toList();
    if (found.isEmpty()) {
      err.println("lastword bench: no results in " + words.out());
      return BenchCommand.FAULT;
    }
    for (ResultFiles files : found) {
      write(files, words.out(), err);
    }
    return BenchCommand.DONE;
  }

  /** Makes everything there is to make of a suite's results, and says what. */
  static void write(ResultFiles files, Path out, PrintStream err) throws IOException {
    Report report = new Report(files);
    err.println("tables: " + report.writeTables());
    if (!files.suite().equals(Suites.FULL.name())) {
      return;
    }
    for (Path chart : report.drawCharts()) {
      err.println("chart:  " + chart);
    }
    Optional<Checkout> checkout = Checkout.ofJar().filter(found -> found.keeps(out));
    if (checkout.isPresent()) {
      for (Path page : checkout.get().pages()) {
        report.fill(page);
        err.println("page:   " + page);
      }
    }
  }
}
