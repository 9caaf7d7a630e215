// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import dev.lastword.LwwStore;
import dev.lastword.replica.LocalReplica;
import dev.lastword.replica.Replicas;
import dev.lastword.replica.SyncReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Brings two databases together. */
@Command(
    name = "sync",
    header = "Join the sets that are not the same in two databases, both ways.",
    description = {
      "",
      "Afterwards both have seen what either had seen; under --on-overflow forget their records are"
          + " the same, byte for byte. Doing it again changes nothing. Prints the keys that were"
          + " joined, one a line. The exit status is 1 where a value could not be read: what the"
          + " other database has was joined over it, and `lastword verify` tells more."
    },
    footer = {"", "Example:", "  lastword sync --db feed.db --with copy.db"})
final class SyncCommand extends Subcommand {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private OtherDatabase other = new OtherDatabase();
  @Mixin private FormatOption format = new FormatOption();

  SyncCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws IOException {
    refuseItself();
    session.out().outliveFailure();
    try (LwwStore store = Databases.open(db(), session);
        LwwStore theirs = Databases.open(other.dir(), session)) {
      Databases.requireSamePolicy(db(), store, other.dir(), theirs);
      Rows rows = format.rows(session);
      LocalReplica here = LocalReplica.of(store);
      LocalReplica there = LocalReplica.of(theirs);
      SyncReport report = Replicas.sync(here, there, key -> rows.bytes("key", key).end());
      session.out().flush();
      tell(report);
      long damaged = here.tree().unreadable() + there.tree().unreadable();
      return Unreadable.status(session, Math.max(damaged, report.unreadable()));
    }
  }

  /** Wrong usage, also by another spelling; opening it twice would be refused for its lock. */
  private void refuseItself() throws IOException {
    Path dir = other.dir();
    if (spec != null && Files.exists(db()) && Files.exists(dir) && Files.isSameFile(db(), dir)) {
      throw new ParameterException(
          spec.commandLine(), "--db and --with are the same database (" + dir + ")");
    }
  }

  private void tell(SyncReport report) {
    session.say(
        "%s joined: %d taken into %s, %d into %s"
            .formatted(
                Quantities.count(report.diff().differing(), "set"),
                report.received(),
                db(),
                report.sent(),
                other.dir()));
  }
}
