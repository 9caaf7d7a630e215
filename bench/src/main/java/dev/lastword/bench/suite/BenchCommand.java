// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.suite;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;

/** The command {@code lastword bench}, from words to exit status. */
public final class BenchCommand {

  /** Done. */
  static final int DONE = 0;

  /** Something is slower than it was, or did not run. */
  static final int FAULT = 1;

  /** Wrong usage. */
  static final int USAGE = 2;

  private static final String HELP =
      """
      Measure what Lastword costs beside what one would use instead.

      Usage: lastword bench smoke|full [--out DIR] [--update] [JMH options] [BENCHMARK...]
             lastword bench report [--out DIR]
             lastword bench [--] JMH arguments

        smoke      All benchmarks, small and short, in under five minutes. Compares Lastword's ratios
                   to its baselines with those in docs/benchmarks/smoke-ratios.json; exits with 1
                   where one is 1.5 times as bad.
        full       All that docs/benchmarks.md shows, in an hour or more: JSON, tables and charts.
                   Leave the machine alone meanwhile.
        report     Make tables and charts again from the JSON that is there, and measure nothing.

        --out DIR  Where results go; the default is docs/benchmarks of the checkout.
        --update   After smoke: remember its ratios instead of comparing with them.

      A suite can be given names of benchmarks (regular expressions): it measures those and keeps the
      results of all others. Of JMH's options it takes -f -wi -w -i -r -t -p -prof -jvmArgsAppend.

      Everything else goes to JMH as it is, with the JVM flags that Lastword needs.

      Examples:
        lastword bench smoke
        lastword bench full MergeBenchmark
        lastword bench MergeBenchmark -p entries=100 -prof gc
        lastword bench -- -h            JMH's own help
        lastword bench -- -lp           list benchmarks and their parameters

      Exit status:
        0   done
        1   Lastword lost 1.5 times of a ratio, or did not run
        2   wrong usage
      """;

  private BenchCommand() {}

  /** Runs the command; returns the exit status. */
  public static int run(String[] arguments, PrintStream out, PrintStream err) {
    try {
      return run(List.of(arguments), out, err);
    } catch (CommandLineOptionException | IllegalArgumentException e) {
      err.println("lastword bench: " + e.getMessage());
      err.println("See: lastword bench --help");
      return USAGE;
    } catch (RunnerException | IOException e) {
      err.println("lastword bench: " + e.getMessage());
      return FAULT;
    }
  }

  private static int run(List<String> arguments, PrintStream out, PrintStream err)
      throws CommandLineOptionException, RunnerException, IOException {
    if (arguments.isEmpty()) {
      err.print(HELP);
      return USAGE;
    }
    String first = arguments.getFirst();
    Optional<Suite> suite = Suites.named(first);
    boolean ours = suite.isPresent() || first.equals("report");
    if (asksForHelp(first) || (ours && arguments.stream().anyMatch(BenchCommand::asksForHelp))) {
      out.print(HELP);
      return DONE;
    }
    if (!ours) {
      return jmh(first.equals("--") ? arguments.subList(1, arguments.size()) : arguments);
    }
    Words words = Words.of(arguments.subList(1, arguments.size()));
    return suite.isPresent()
        ? new SuiteCommand(suite.get(), words, out, err).run()
        : new ReportCommand(words, err).run();
  }

  private static boolean asksForHelp(String word) {
    return word.equals("-h") || word.equals("--help");
  }

  /** JMH's own command; it ends the JVM where it fails. */
  private static int jmh(List<String> arguments) throws IOException {
    List<String> all =
        new ArrayList<>(List.of("-jvmArgsPrepend", String.join(" ", JvmFlags.all())));
    all.addAll(arguments);
    try {
      org.openjdk.jmh.Main.main(all.toArray(String[]::new));
      return DONE;
    } catch (Exception e) {
      throw new IOException("JMH: " + e.getMessage(), e);
    }
  }
}
