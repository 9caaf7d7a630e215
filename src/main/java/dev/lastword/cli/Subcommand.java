// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** A subcommand that works on a database. */
abstract class Subcommand implements Callable<Integer> {
  /** Where input comes from and output goes. */
  final Session session;

  @Option(
      names = "--db",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the database.")
  private Path db = Path.of("");

  Subcommand(Session session) {
    this.session = session;
  }

  /** The folder of the database. */
  final Path db() {
    return db;
  }
}
