// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.suite;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.ProfilerConfig;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Optional;

/** What somebody wants otherwise than the suite has it, in JMH's own options. */
final class UserOptions {

  /** The word behind it begins with a dash as well. */
  private static final String JVM_FLAGS = "-jvmArgsAppend";

  private static final Set<String> KNOWN =
      Set.of("-f", "-wi", "-w", "-i", "-r", "-t", "-p", "-prof", JVM_FLAGS);

  private final CommandLineOptions options;

  /** Reads what stands on the command line behind the suite's own words. */
  UserOptions(List<String> arguments) throws CommandLineOptionException {
    boolean flags = false;
    for (String argument : arguments) {
      if (!flags && argument.startsWith("-") && !KNOWN.contains(argument)) {
        throw new CommandLineOptionException(argument + " cannot be combined with a suite");
      }
      flags = argument.equals(JVM_FLAGS);
    }
    options = new CommandLineOptions(arguments.toArray(String[]::new));
  }

  /** Expressions that choose benchmarks; empty: all. */
  List<String> chosen() {
    return options.getIncludes();
  }

  /** Is this benchmark chosen? */
  boolean chooses(String benchmark) {
    return chosen().isEmpty()
        || chosen().stream().anyMatch(choice -> Pattern.compile(choice).matcher(benchmark).find());
  }

  /** The values of a parameter: the user's, where there are some. */
  Collection<String> values(String parameter, Collection<String> suites) {
    return options.getParameter(parameter).orElse(suites);
  }

  /** How many threads: the user's number, where there is one. */
  int threads(int suites) {
    return options.getThreads().orElse(suites);
  }

  /** How long to measure: as the user says, where he does. */
  Settings settings(Settings suites) {
    return new Settings(
        options.getForkCount().orElse(suites.forks()),
        options.getWarmupIterations().orElse(suites.warmups()),
        millis(options.getWarmupTime(), suites.warmupMillis()),
        options.getMeasurementIterations().orElse(suites.iterations()),
        millis(options.getMeasurementTime(), suites.millis()));
  }

  /** Further flags of each JVM. */
  String[] jvmFlags() {
    return options.getJvmArgsAppend().orElse(List.of()).toArray(String[]::new);
  }

  /** Profilers besides the suite's own. */
  List<ProfilerConfig> profilers() {
    return options.getProfilers();
  }

  private static long millis(Optional<TimeValue> users, long suites) {
    return users.hasValue() ? users.get().convertTo(TimeUnit.MILLISECONDS) : suites;
  }
}
