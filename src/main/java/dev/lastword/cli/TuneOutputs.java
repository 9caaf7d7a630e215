// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import dev.lastword.tune.TuneResult;
import dev.lastword.tune.report.HtmlReport;
import dev.lastword.tune.report.WholeFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where the result of a tuning run goes. */
final class TuneOutputs {
  @Option(
      names = "--all",
      description = "Show dominated candidates in the table too, which are folded away otherwise.")
  private boolean all;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Write every figure of every candidate as CSV.")
  private @Nullable Path csv;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the whole result as one JSON object.")
  private @Nullable Path json;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write a page with charts, one HTML file that needs no network.")
  private @Nullable Path report;

  @Option(
      names = "--charts",
      paramLabel = "DIR",
      description = "Write the page's charts as SVG files into a folder.")
  private @Nullable Path charts;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "How to print: text (the default), or one JSON object.")
  private OutputFormat format = OutputFormat.TEXT;

  /** Finds out before a long run whether its result can be written. */
  void check() throws IOException {
    for (Path file : new @Nullable Path[] {csv, json, report}) {
      if (file != null) {
        HtmlReport.checkWritable(file);
      }
    }
    if (charts != null) {
      HtmlReport.checkChartsWritable(charts);
    }
    checkDistinct();
  }

  /** The last one written would be all there is. */
  private void checkDistinct() {
    Set<Path> seen = new HashSet<>();
    for (Path file : new @Nullable Path[] {csv, json, report}) {
      if (file != null
          && !WholeFile.isStream(file)
          && !seen.add(file.toAbsolutePath().normalize())) {
        throw new CommandFailure(file + ": is named for two results; give each a file of its own");
      }
    }
  }

  /** Prints first: neither a file nor a reader that fails takes the result from the other. */
  void write(TuneResult result, Session session) throws IOException {
    session.out().outliveFailure();
    try {
      print(result, session);
    } finally {
      writeFiles(result);
    }
  }

  /** Writes all that can be written: the run may have taken hours. */
  private void writeFiles(TuneResult result) throws IOException {
    List<IOException> failures = new ArrayList<>();
    write(csv, file -> WholeFile.write(file, TuneCsv.of(result)), failures);
    write(json, file -> WholeFile.write(file, TuneJson.of(result) + "\n"), failures);
    write(report, file -> HtmlReport.write(result, file), failures);
    write(charts, folder -> HtmlReport.writeCharts(result, folder), failures);
    if (!failures.isEmpty()) {
      IOException first = failures.removeFirst();
      failures.forEach(first::addSuppressed);
      throw first;
    }
  }

  private static void write(@Nullable Path target, Writing writing, List<IOException> failures) {
    if (target == null) {
      return;
    }
    try {
      writing.to(target);
    } catch (FileSystemException named) {
      failures.add(named);
    } catch (IOException failure) { // a full disk's does not say which file it is about
      failures.add(new IOException(target + ": " + failure.getMessage(), failure));
    }
  }

  private interface Writing {
    void to(Path target) throws IOException;
  }

  private void print(TuneResult result, Session session) {
    printData(result, session);
    double seconds = result.elapsedNanos() / 1e9;
    session.say(
        "%s for each of %s in %s with %s: %s candidate-operations/s"
            .formatted(
                Quantities.count(result.input().operations(), "operation"),
                Quantities.count(result.candidates().size(), "candidate"),
                Quantities.seconds(seconds),
                Quantities.count(result.threads(), "thread"),
                Quantities.rate(result.candidateOperations(), seconds)));
  }

  private void printData(TuneResult result, Session session) {
    Out out = session.out();
    if (format == OutputFormat.JSON) {
      out.line(TuneJson.of(result).toString());
    } else {
      new TuneTable(result, session.outStyle(), all).lines().forEach(out::line);
    }
    out.flush();
  }
}
