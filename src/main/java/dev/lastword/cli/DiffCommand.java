// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import dev.lastword.LwwStore;
import dev.lastword.replica.DiffReport;
import dev.lastword.replica.LocalReplica;
import dev.lastword.replica.Replicas;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Names the sets that two databases do not have alike. */
@Command(
    name = "diff",
    header = "List the keys of the sets that are not the same in two databases.",
    description = {
      "",
      "Compares digests of whole states, horizons and tombstones among them, under the policy that"
          + " both remember: what is only not merged yet, or not truncated yet, does not count."
          + " Prints one key a line, by key bytes, and nothing where all is the same. The exit"
          + " status is 0 either way, and 1 where either database has a value that is no record:"
          + " `lastword verify` tells more."
    },
    footer = {"", "Example:", "  lastword diff --db feed.db --with copy.db"})
final class DiffCommand extends ReadingSubcommand {
  @Mixin private OtherDatabase other = new OtherDatabase();

  DiffCommand(Session session) {
    super(session);
  }

  @Override
  int read(LwwStore store) {
    Rows rows = rows();
    try (LwwStore opened = Databases.openReadOnly(other.dir(), session)) {
      Databases.requireSamePolicy(db(), store, other.dir(), opened);
      LocalReplica mine = LocalReplica.of(store);
      LocalReplica theirs = LocalReplica.of(opened);
      DiffReport report = Replicas.diff(mine, theirs, key -> rows.bytes("key", key).end());
      session.out().flush();
      session.say(
          "%s in %s, %s in %s: %s"
              .formatted(
                  Quantities.count(mine.tree().keys(), "set"),
                  db(),
                  mine.tree().keys() == theirs.tree().keys() ? "as many" : theirs.tree().keys(),
                  other.dir(),
                  report.differing() == 0
                      ? "all the same"
                      : Quantities.count(report.differing(), "set") + " not the same"));
      return Unreadable.status(session, mine.tree().unreadable() + theirs.tree().unreadable());
    }
  }
}
