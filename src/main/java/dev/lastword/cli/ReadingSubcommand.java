// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import dev.lastword.LwwStore;
import dev.lastword.StorageException;
import picocli.CommandLine.Option;

/** A subcommand that reads a database and prints data. It works beside a program that writes. */
abstract class ReadingSubcommand extends Subcommand {
  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "How to print: text (the default), or one JSON object a line.")
  private OutputFormat format = OutputFormat.TEXT;

  ReadingSubcommand(Session session) {
    super(session);
  }

  @Override
  public final Integer call() {
    LwwStore opened;
    try {
      opened = Databases.openReadOnly(db(), session);
    } catch (StorageException failure) {
      return cannotOpen(failure);
    }
    try (LwwStore store = opened) {
      int status = read(store);
      session.out().flush();
      return status;
    }
  }

  /**
   * Does the work.
   *
   * @param store open for reading; closed by the caller
   * @return the exit status
   */
  abstract int read(LwwStore store);

  /** What to do where RocksDB cannot open the database; returns the exit status. */
  int cannotOpen(StorageException failure) {
    throw failure;
  }

  final boolean json() {
    return format == OutputFormat.JSON;
  }

  /** Lines of data in the form that was asked for. */
  final Rows rows() {
    return format.rows(session.out());
  }
}
