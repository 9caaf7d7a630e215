// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import dev.lastword.LwwStore;
import dev.lastword.tune.SyntheticSource;
import dev.lastword.tune.SyntheticSpec;
import dev.lastword.tune.TuneResult;
import dev.lastword.tune.Tuner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds truncation thresholds from data. */
@Command(
    name = "tune",
    header = "Find the thresholds of a policy from your own data.",
    description = {
      "",
      "Runs an operation log, in the order of its lines, through the library's own merges under"
          + " many policies at once, and prints what each would cost and lose, which one to take,"
          + " and why. Reads nothing but the log and writes nothing but what is asked for.",
      "",
      "A LIST is values separated by commas, or ranges: 100..1600*2 doubles from 100 to 1600,"
          + " 100..500+200 goes up in steps of 200; none is no threshold. Every combination is"
          + " tried. Without any list a grid is chosen from the data's own quantiles."
    },
    footer = {
      "",
      "Example: pages of 50, at least 99.9 %% of them exact, and a page with the charts",
      "  lastword tune --page 50 --exact 99.9%% --report tuning.html feed.tsv.gz"
    })
final class TuneCommand implements Callable<Integer> {
  private final Session session;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--synthetic",
      paramLabel = "SPEC",
      description =
          "Generate the operations instead: name=value pairs separated by commas, of ops, sets,"
              + " zipf, deletes, readds, duplicates, late, delay, member, seed; or default.")
  private @Nullable SyntheticSpec synthetic;

  @Option(
      names = "--db",
      paramLabel = "DIR",
      description = "Look at a database instead: sizes only, as it knows no order of arrival.")
  private @Nullable Path db;

  @Mixin private TuneGrid grid = new TuneGrid();
  @Mixin private TuneMeasures measures = new TuneMeasures();
  @Mixin private TuneOutputs outputs = new TuneOutputs();

  @Option(
      names = "--skip-bad",
      description = "Skip, count and report malformed lines instead of ending there.")
  private boolean skipBad;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      converter = LogName.class,
      description = "Operation logs, one after the other; - is standard input.")
  private List<String> files = List.of();

  TuneCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    checkGrid();
    checkInput();
    outputs.check();
    TuneResult result;
    long leftOut;
    try (TuneMeter meter = new TuneMeter(session)) {
      Tuner.Builder tuner = Tuner.builder().progress(meter);
      measures.apply(tuner);
      grid.apply(tuner);
      result = run(tuner.build(), meter);
      leftOut = meter.leftOut();
    }
    outputs.write(result, session);
    return leftOut == 0 ? CommandRunner.DONE : CommandRunner.FAULT;
  }

  private TuneResult run(Tuner tuner, TuneMeter meter) throws IOException {
    if (db != null) {
      try (LwwStore store = Databases.openReadOnly(db, session)) {
        return tuner.measure(store, db.toString());
      }
    }
    if (synthetic != null) {
      return tuner.run(new SyntheticSource(synthetic));
    }
    LogOperations log = new LogOperations(files, skipBad, session, meter);
    TuneResult result = tuner.run(log);
    log.finish();
    return result;
  }

  private void checkGrid() {
    long combinations = grid.combinations();
    if (combinations > TuneGrid.MOST) {
      throw usage(
          "the lists make %s policies; the limit is %s: shorten a list, or widen its steps"
              .formatted(Quantities.number(combinations), Quantities.number(TuneGrid.MOST)));
    }
  }

  private void checkInput() throws IOException {
    int sources = (files.isEmpty() ? 0 : 1) + (synthetic == null ? 0 : 1) + (db == null ? 0 : 1);
    if (sources != 1) {
      throw usage(
          sources == 0
              ? "operations are missing: name log files, or --synthetic SPEC, or --db DIR"
              : "log files, --synthetic and --db exclude one another");
    }
    if (Collections.frequency(files, LogSource.STANDARD_INPUT) > 1) {
      throw usage("standard input can be read only once");
    }
    for (String file : files) {
      if (!file.equals(LogSource.STANDARD_INPUT) && !Files.exists(Path.of(file))) {
        throw new NoSuchFileException(file);
      }
    }
  }

  private RuntimeException usage(String message) {
    return spec == null
        ? new IllegalStateException(message)
        : new ParameterException(spec.commandLine(), message);
  }
}
