// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Applies operation logs. */
@Command(
    name = "load",
    header = "Apply operation logs to a database, in the order given; creates the database.",
    description = {
      "",
      "A log has one operation a line: op TAB stamp TAB key TAB member, where op is + (add), -"
          + " (delete) or ! (forget; the member may be left out). In key and member \\t \\n"
          + " \\r"
          + " \\\\ and \\xHH stand for those bytes. Logs may be packed with gzip.",
      "",
      "A malformed line ends the run: nothing of its file is written, files before it stay"
          + " applied.",
      "",
      "The policy says what each set remembers. The database keeps it; without any of its options"
          + " the kept one applies (a new database: no thresholds). With one of them, all of it is"
          + " replaced, and thresholds not given are gone."
    },
    footer = {
      "",
      "Example: two days into a database that remembers 1000 members a set",
      "  lastword load --db feed.db --max-adds 1000 monday.tsv.gz tuesday.tsv"
    })
final class LoadCommand extends Subcommand {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private PolicyOptions policy = new PolicyOptions();

  @Option(
      names = "--skip-bad",
      description = "Skip, count and report malformed lines instead of ending there.")
  private boolean skipBad;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      converter = LogName.class,
      description = "Operation logs; - is standard input.")
  private List<String> files = List.of();

  LoadCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws IOException {
    if (spec != null && Collections.frequency(files, LogSource.STANDARD_INPUT) > 1) {
      throw new ParameterException(spec.commandLine(), "standard input can be read only once");
    }
    for (String file : files) {
      if (!file.equals(LogSource.STANDARD_INPUT) && !Files.exists(Path.of(file))) {
        throw new NoSuchFileException(file);
      }
    }
    try (Loader loader = new Loader(session, db(), policy.policy(), skipBad)) {
      for (String file : files) {
        loader.load(file);
      }
      loader.finish();
    }
    return CommandRunner.DONE;
  }
}
