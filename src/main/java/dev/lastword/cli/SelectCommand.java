// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import dev.lastword.Cursor;
import dev.lastword.Entry;
import dev.lastword.LwwStore;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists one set. */
@Command(
    name = "select",
    header = "List the visible members of a set, newest first.",
    description = {
      "",
      "Prints stamp TAB member. --after and --until narrow the list first; --offset and --limit"
          + " then take a part of it. A key never written is an empty set."
    },
    footer = {
      "",
      "Example: the page after the one that ended with `1718000000 photo-17`",
      "  lastword select --db feed.db alice --after 1718000000:photo-17 --limit 20"
    })
final class SelectCommand extends ReadingSubcommand {
  @Parameters(
      paramLabel = "KEY",
      description = "The set's key; \\t \\n \\r \\\\ \\xHH are escapes.")
  private @Nullable Key key;

  @Option(names = "--offset", paramLabel = "N", description = "Pass over the newest N.")
  private Count offset = Count.ZERO;

  @Option(names = "--limit", paramLabel = "N", description = "List at most N; default all.")
  private Count limit = Count.ALL;

  @Option(
      names = "--after",
      paramLabel = "CURSOR",
      description = "Only what is older than stamp:member.")
  private @Nullable Cursor after;

  @Option(
      names = "--until",
      paramLabel = "CURSOR",
      description = "Only what is newer than stamp:member.")
  private @Nullable Cursor until;

  SelectCommand(Session session) {
    super(session);
  }

  @Override
  int read(LwwStore store) {
    Rows rows = rows();
    for (Entry entry : select(store, Key.given(key))) {
      rows.number("stamp", entry.stamp()).bytes("member", entry.member()).end();
    }
    return CommandRunner.DONE;
  }

  private List<Entry> select(LwwStore store, byte[] key) {
    if (after == null && until == null) {
      return store.select(key, offset.value(), limit.asInt());
    }
    List<Entry> page = store.select(key, after, until, offset.plus(limit).asInt());
    return page.subList(Math.min(offset.asInt(), page.size()), page.size());
  }
}
