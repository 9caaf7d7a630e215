// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What stands before every subcommand. */
@Command(
    name = "lastword",
    header = "Last-writer-wins sets on RocksDB: load, query, inspect.",
    synopsisSubcommandLabel = "SUBCOMMAND",
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "1:the data or the database is at fault",
      "2:wrong usage"
    },
    commandListHeading = "%nSubcommands:%n",
    footer = {
      "",
      "Example:",
      "  lastword demo",
      "",
      "`lastword SUBCOMMAND --help` shows each one with an example."
    })
final class LastwordCommand implements Callable<Integer> {
  private final Session session;

  @Spec private @org.jspecify.annotations.Nullable CommandSpec spec;

  LastwordCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.say("lastword: a subcommand is missing");
    return CommandRunner.USAGE;
  }
}
