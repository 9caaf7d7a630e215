// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import dev.lastword.Finding;
import dev.lastword.LwwStore;
import dev.lastword.StorageException;
import dev.lastword.VerifyReport;
import java.util.Locale;
import picocli.CommandLine.Command;

/** Looks for damage. */
@Command(
    name = "verify",
    header = "Read and check every record, and the checksums of every file.",
    description = {
      "",
      "Prints what TAB key TAB detail for each thing found, where what is damaged (the value is no"
          + " record), quarantined (the record carries bytes that could not be merged) or storage"
          + " (RocksDB cannot read a file). Nothing is printed when all is well. The exit status is"
          + " 1 if anything was found."
    },
    footer = {"", "Example:", "  lastword verify --db feed.db && echo all is well"})
final class VerifyCommand extends ReadingSubcommand {
  VerifyCommand(Session session) {
    super(session);
  }

  @Override
  int read(LwwStore store) {
    Rows rows = findings();
    VerifyReport report;
    try (ProgressMeter meter = ProgressMeter.sets(session, "verify")) {
      report = store.verify(finding -> print(finding, rows), meter::keys);
    }
    session.out().flush();
    session.say(
        "%s read: %s"
            .formatted(
                Quantities.count(report.keys() - report.damaged(), "set"),
                report.isClean()
                    ? "all is well"
                    : "%d damaged, %d with quarantined bytes, %s"
                        .formatted(
                            report.damaged(),
                            report.quarantined(),
                            Quantities.count(report.storageErrors(), "storage error"))));
    return report.isClean() ? CommandRunner.DONE : CommandRunner.FAULT;
  }

  /** A file that is damaged so badly is what this command is there to find. */
  @Override
  int cannotOpen(StorageException failure) {
    String detail = String.valueOf(failure.getMessage());
    print(new Finding(Finding.Kind.STORAGE, new byte[0], detail), findings());
    session.out().flush();
    session.say("no set read: the database cannot be opened");
    return CommandRunner.FAULT;
  }

  private Rows findings() {
    session.out().outliveFailure();
    return rows();
  }

  private static void print(Finding finding, Rows rows) {
    rows.text("what", finding.kind().name().toLowerCase(Locale.ROOT))
        .bytes("key", finding.key())
        .text("detail", finding.detail())
        .end();
  }
}
