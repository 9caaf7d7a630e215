// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** What stands before every subcommand. */
@Command(
    name = "lastword",
    header = "Last-writer-wins sets on RocksDB: load, query, inspect.",
    synopsisSubcommandLabel = "SUBCOMMAND",
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "1:the data or the database is at fault", "2:wrong usage"},
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

  LastwordCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.say(session.errStyle().error("lastword: ") + "a subcommand is missing");
    session.say("See: lastword --help");
    return CommandRunner.USAGE;
  }
}
