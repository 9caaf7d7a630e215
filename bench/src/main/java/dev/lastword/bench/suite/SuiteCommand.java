// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.suite;

import dev.lastword.bench.report.NotRun;
import dev.lastword.bench.report.ResultFiles;
import dev.lastword.bench.report.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;

/** Runs a suite, or the benchmarks of it that somebody chose, and reports. */
final class SuiteCommand {

  /** A machine with so much to do for others measures them as well. */
  private static final double BUSY = 0.5;

  private final Suite suite;
  private final Words words;
  private final UserOptions user;
  private final PrintStream out;
  private final PrintStream err;
  private final ResultFiles files;
  private final Map<Part, List<Cell>> plan = new LinkedHashMap<>();

  SuiteCommand(Suite suite, Words words, PrintStream out, PrintStream err)
      throws CommandLineOptionException {
    this.suite = suite;
    this.words = words;
    this.out = out;
    this.err = err;
    user = new UserOptions(words.others());
    files = new ResultFiles(words.out(), suite.name());
    suite.parts().stream()
        .filter(part -> user.chooses(part.benchmark()))
        .forEach(part -> plan.put(part, Cells.of(part, user)));
  }

  /** Runs it; returns the exit status. */
  int run() throws RunnerException, IOException {
    if (plan.isEmpty()) {
      throw new IllegalArgumentException("no benchmark is called " + user.chosen());
    }
    Files.createDirectories(words.out());
    try (OutputStream log = Files.newOutputStream(files.path(".log"))) {
      return run(log);
    }
  }

  private int run(OutputStream log) throws RunnerException, IOException {
    sayWhatComes();
    Progress progress = new Progress(err, System::nanoTime, plan.size(), plannedSeconds());
    SuiteRun run = suiteRun(new Harness(log, user), progress);
    for (var part : plan.entrySet()) {
      progress.begin(part.getKey().title(), part.getValue().size());
      run.measure(part.getValue());
    }
    boolean held = !suite.equals(Suites.SMOKE) || guard(run);
    ReportCommand.write(files, words.out(), err);
    err.println("done in " + Progress.clock(progress.seconds()));
    return held && isComplete(run) ? BenchCommand.DONE : BenchCommand.FAULT;
  }

  private SuiteRun suiteRun(Harness harness, Progress progress) throws IOException {
    if (user.chosen().isEmpty() || !files.exist()) {
      return new SuiteRun(harness, progress, files, about(List.of()));
    }
    Run earlier = files.readRun();
    if (!earlier.machine().equals(ThisMachine.describe())) {
      throw new IOException(
          words.out() + " holds results of another machine; measure all, or give another --out");
    }
    SuiteRun run = new SuiteRun(harness, progress, files, about(earlier.sessions()));
    run.keep(files.readResults(), earlier.notRun(), place -> !tables().contains(place.benchmark()));
    return run;
  }

  private Run about(List<Run.Session> earlier) throws IOException {
    List<Run.Session> sessions = new ArrayList<>(earlier);
    String chosen = user.chosen().isEmpty() ? "all" : String.join(" ", user.chosen());
    String commit = Checkout.ofJar().map(Checkout::commit).orElse("unknown");
    sessions.add(new Run.Session(chosen, commit, LocalDate.now(ZoneOffset.UTC).toString(), 0));
    return new Run(
        suite.name(), ThisMachine.describe(), Versions.all(), JvmFlags.all(), sessions, List.of());
  }

  private boolean guard(SuiteRun run) throws RunnerException, IOException {
    var checkout = Checkout.ofJar();
    if (checkout.isEmpty()) {
      err.println("nothing to compare with: this jar does not lie in a checkout");
      return true;
    }
    List<Cell> cells = plan.values().stream().flatMap(List::stream).toList();
    SmokeGuard guard = new SmokeGuard(files, tables(), checkout.get().ratios(), out, err);
    return words.update() ? guard.update() : guard.holds(run, cells);
  }

  /** Did all of Lastword run? Others may lack a compiler or a server here. */
  private boolean isComplete(SuiteRun run) {
    List<NotRun> ours =
        run.notRun().stream()
            .filter(failure -> tables().contains(failure.place().benchmark()))
            .filter(failure -> failure.place().isOurs())
            .toList();
    ours.forEach(f -> err.println("FAILED: " + f.place() + ": " + f.reason()));
    return ours.isEmpty();
  }

  private Set<String> tables() {
    return plan.keySet().stream().map(Part::table).collect(Collectors.toSet());
  }

  private double plannedSeconds() {
    return plan.values().stream().flatMap(List::stream).mapToDouble(Cell::seconds).sum();
  }

  private void sayWhatComes() {
    err.printf(
        Locale.ROOT,
        "%s: %d measurements in %d parts, about %.0f min%nresults: %s%nJMH's output: %s%n",
        suite.name(),
        plan.values().stream().mapToInt(List::size).sum(),
        plan.size(),
        Math.ceil(plannedSeconds() / 60),
        files.path(".json"),
        files.path(".log"));
    if (ThisMachine.load() > BUSY) {
      err.printf(
          Locale.ROOT,
          "warning: this machine has %.1f threads at work already; figures will suffer%n",
          ThisMachine.load());
    }
  }
}
