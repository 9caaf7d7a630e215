// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import dev.lastword.Cursor;
import dev.lastword.LwwStore;
import dev.lastword.TimelineEntry;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

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
  private List<byte[]> keys = List.of();

  @Spec private @Nullable CommandSpec spec;

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

  /** Takes all keys at once, because picocli calls a bad one in a list merely unexpected. */
  @Parameters(
      arity = "1..*",
      paramLabel = "KEY",
      description = "The sets' keys; \\t \\n \\r \\\\ \\xHH are escapes.")
  void keys(List<String> texts) {
    try {
      keys = texts.stream().map(text -> Key.given(Key.parse(text))).toList();
    } catch (TypeConversionException bad) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "invalid value for positional parameter (KEY): " + bad.getMessage());
    }
  }

  @Override
  int read(LwwStore store) {
    Rows rows = rows();
    for (TimelineEntry entry : store.timeline(keys, after, limit.asInt())) {
      rows.number("stamp", entry.stamp())
          .bytes("key", entry.key())
          .bytes("member", entry.member())
          .end();
    }
    return CommandRunner.DONE;
  }
}
