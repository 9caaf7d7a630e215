// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import dev.lastword.Cursor;
import dev.lastword.LwwStore;
import dev.lastword.TimelineEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists many sets as one. */
@Command(
    name = "timeline",
    header = "List the visible members of many sets as one list, newest first.",
    description = {
      "",
      "Prints stamp TAB key TAB member, equal positions by key. A cursor is a position without a"
          + " key: a page that ends between two keys of equal position continues behind both."
    },
    footer = {
      "",
      "Example: the newest ten things that three people did",
      "  lastword timeline --db feed.db alice bob carol --limit 10"
    })
final class TimelineCommand extends ReadingSubcommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "KEY",
      description = "The sets' keys; \\t \\n \\r \\\\ \\xHH are escapes.")
  private List<Key> keys = List.of();

  @Option(names = "--limit", paramLabel = "N", description = "List at most N; default all.")
  private Count limit = Count.ALL;

  @Option(
      names = "--after",
      paramLabel = "CURSOR",
      description = "Only what is older than stamp:member.")
  private @Nullable Cursor after;

  TimelineCommand(Session session) {
    super(session);
  }

  @Override
  int read(LwwStore store) {
    Rows rows = rows();
    List<byte[]> wanted = keys.stream().map(Key::given).toList();
    for (TimelineEntry entry : store.timeline(wanted, after, limit.asInt())) {
      rows.number("stamp", entry.stamp())
          .bytes("key", entry.key())
          .bytes("member", entry.member())
          .end();
    }
    return CommandRunner.DONE;
  }
}
