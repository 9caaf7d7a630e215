// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import dev.lastword.LwwStore;
import dev.lastword.Membership;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Asks for one member. */
@Command(
    name = "contains",
    header = "Say whether a member is in a set, and since when.",
    description = {
      "",
      "Prints `+ stamp` when it is in, `- stamp` when it was taken out and that is remembered, `?`"
          + " when it was never seen or is forgotten. The exit status is 0 for each."
    },
    footer = {"", "Example:", "  lastword contains --db feed.db alice photo-17"})
final class ContainsCommand extends ReadingSubcommand {
  @Parameters(
      index = "0",
      paramLabel = "KEY",
      description = "The set's key; \\t \\n \\r \\\\ \\xHH are escapes.")
  private @Nullable Key key;

  @Parameters(index = "1", paramLabel = "MEMBER", description = "The member; likewise.")
  private @Nullable Member member;

  ContainsCommand(Session session) {
    super(session);
  }

  @Override
  int read(LwwStore store) {
    Membership answer = store.contains(Key.given(key), Member.given(member));
    if (json()) {
      Rows row = rows().text("state", answer.state().name().toLowerCase(Locale.ROOT));
      if (answer.state() != Membership.State.UNKNOWN) {
        row.number("stamp", answer.stamp());
      }
      row.end();
    } else {
      session.out().line(text(answer));
    }
    return CommandRunner.DONE;
  }

  private static String text(Membership answer) {
    return switch (answer.state()) {
      case PRESENT -> "+ " + answer.stamp();
      case DELETED -> "- " + answer.stamp();
      case UNKNOWN -> "?";
    };
  }
}
