// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import dev.lastword.LwwStore;
import dev.lastword.SweepReport;
import picocli.CommandLine.Command;

/** Merges what lies in the database. */
@Command(
    name = "compact",
    header = "Merge everything down to the last level, and wait for it.",
    description = {
      "",
      "Records that the policy in force cuts, but that lie there as an older policy left them, are"
          + " rewritten as well. Answers are the same before and after."
    },
    footer = {"", "Example:", "  lastword compact --db feed.db"})
final class CompactCommand extends Subcommand {
  CompactCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    try (LwwStore store = Databases.open(db(), session)) {
      long before = DiskUsage.of(db());
      long begin = System.nanoTime();
      SweepReport swept = sweep(store);
      store.compact();
      double seconds = (System.nanoTime() - begin) / 1e9;
      session.say(
          "compacted %s in %s: %s before, %s after"
              .formatted(
                  Quantities.count(swept.keys(), "set"),
                  Quantities.seconds(seconds),
                  Quantities.bytes(before),
                  Quantities.bytes(DiskUsage.of(db()))));
      if (swept.swept() > 0) {
        session.say(
            "the policy in force cut " + Quantities.count(swept.swept(), "set") + " further");
      }
      return report(swept);
    }
  }

  private SweepReport sweep(LwwStore store) {
    try (ProgressMeter meter = ProgressMeter.sets(session, "sweep")) {
      return store.sweep(meter::keys);
    }
  }

  private int report(SweepReport swept) {
    if (swept.damaged() == 0) {
      return CommandRunner.DONE;
    }
    session.warn(
        Quantities.count(swept.damaged(), "set")
            + " cannot be read and "
            + (swept.damaged() == 1 ? "was" : "were")
            + " left alone; `lastword verify` lists such sets");
    return CommandRunner.FAULT;
  }
}
