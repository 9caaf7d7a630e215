// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import dev.lastword.LwwStore;
import dev.lastword.PendingRecord;
import dev.lastword.record.RecordField;
import dev.lastword.record.RecordFields;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows the bytes of one set. */
@Command(
    name = "inspect",
    header = "Show one record field by field, and the operands that wait to be merged into it.",
    description = {
      "",
      "Each part is what RocksDB holds: the value at the bottom, if any, then the operands in the"
          + " order in which they will be merged. Of every field: where it begins, how many bytes"
          + " it takes, its name as in docs/format.md, what it says. Entries follow with the place"
          + " of their member."
    },
    footer = {"", "Example:", "  lastword inspect --db feed.db alice"})
final class InspectCommand extends ReadingSubcommand {
  @Parameters(
      paramLabel = "KEY",
      description = "The set's key; \\t \\n \\r \\\\ \\xHH are escapes.")
  private @Nullable Key key;

  private boolean unreadable;

  InspectCommand(Session session) {
    super(session);
  }

  @Override
  int read(LwwStore store) {
    PendingRecord pending = store.pending(Key.given(key));
    if (pending == null) {
      session.say("nothing is stored under this key");
      return CommandRunner.DONE;
    }
    if (pending.base() != null) {
      print("value", pending.base());
    }
    int number = 0;
    for (byte[] operand : pending.operands()) {
      print("operand " + ++number, operand);
    }
    return unreadable ? CommandRunner.FAULT : CommandRunner.DONE;
  }

  private void print(String part, byte[] record) {
    List<RecordField> fields = RecordFields.of(record);
    unreadable |= fields.getFirst().isUnreadable();
    if (json()) {
      fields.forEach(field -> printJson(part, field));
      return;
    }
    Style style = session.outStyle();
    session.out().line(style.heading(part) + ": " + Quantities.count(record.length, "byte"));
    session.out().line(style.faint("    offset     bytes  field                   value"));
    fields.forEach(this::printText);
    session.out().line("");
  }

  private void printText(RecordField field) {
    String shown = field.value();
    byte[] bytes = field.bytes();
    if (bytes != null) {
      shown += (shown.isEmpty() ? "" : "  ") + Escapes.toText(bytes);
    }
    session
        .out()
        .line(
            "%10d%10d  %-22s  %s"
                .formatted(field.offset(), field.length(), field.name(), shown)
                .stripTrailing());
  }

  private void printJson(String part, RecordField field) {
    Rows row =
        rows()
            .text("part", part)
            .number("offset", field.offset())
            .number("bytes", field.length())
            .text("field", field.name())
            .text("value", field.value());
    byte[] bytes = field.bytes();
    if (bytes != null) {
      row.bytes("member", bytes);
    }
    row.end();
  }
}
