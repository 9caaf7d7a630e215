// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import dev.lastword.LwwStore;
import dev.lastword.StorageException;
import picocli.CommandLine.Mixin;

/** A subcommand that reads a database and prints data. It works beside a program that writes. */
abstract class ReadingSubcommand extends Subcommand {
  @Mixin private FormatOption format = new FormatOption();

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
    return format.json();
  }

  /** Lines of data in the form that was asked for. */
  final Rows rows() {
    return format.rows(session);
  }
}
