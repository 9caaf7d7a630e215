// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Stands in the list of subcommands for a jar of its own, which the launcher starts. */
@Command(
    name = "bench",
    header = "Measure what Lastword costs beside what one would use instead.",
    description = {
      "",
      "The benchmarks are a jar of their own: ./lastword at the repository's root builds and starts"
          + " it, and `./lastword bench --help` tells what it can measure."
    },
    footer = {"", "Example:", "  lastword bench smoke"})
final class BenchCommand implements Callable<Integer> {
  private final Session session;

  /** Meant for the other jar. */
  @Unmatched final List<String> arguments = new ArrayList<>();

  BenchCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.say(
        session.errStyle().error("lastword bench: ")
            + "the benchmarks are not in this jar; ./lastword bench starts them");
    return CommandRunner.USAGE;
  }
}
