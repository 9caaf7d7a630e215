// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import dev.lastword.LwwStore;
import picocli.CommandLine.Command;

/** Adds up a database. */
@Command(
    name = "stats",
    header = "Count sets, members, tombstones and bytes, and show how they are spread.",
    description = {
      "",
      "Entries are the stamps that records keep: one for each member, two for a member whose add"
          + " and delete are both remembered. Bytes on disk are table files and write-ahead log.",
      "",
      "Operands that wait to be merged are merged to be counted: how many merges that took, and how"
          + " many operations they refused because they lie at or below their set's horizon. What a"
          + " running store has merged is told by its metrics."
    },
    footer = {"", "Example:", "  lastword stats --db feed.db"})
final class StatsCommand extends ReadingSubcommand {
  StatsCommand(Session session) {
    super(session);
  }

  @Override
  int read(LwwStore store) {
    DatabaseStats stats = new DatabaseStats();
    long unreadable;
    try (ProgressMeter meter = ProgressMeter.sets(session, "stats")) {
      unreadable =
          store.summarize(set -> {
            stats.add(set);
            meter.keys(stats.sets(), 0);
          });
    }
    StatsReport report =
        new StatsReport(
            stats,
            store.policy(),
            DiskUsage.of(db()),
            unreadable,
            store.metrics().merges(),
            session.outStyle());
    if (json()) {
      session.out().line(report.json().toString());
    } else {
      report.lines().forEach(session.out()::line);
    }
    return Unreadable.status(session, unreadable);
  }
}
