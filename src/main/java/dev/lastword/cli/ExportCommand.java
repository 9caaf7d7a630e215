// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import dev.lastword.CorruptRecordException;
import dev.lastword.Cursor;
import dev.lastword.Entry;
import dev.lastword.LwwStore;
import dev.lastword.RecordIterator;
import dev.lastword.SetState;
import dev.lastword.StoredRecord;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a database as an operation log. */
@Command(
    name = "export",
    header = "Write every set as an operation log.",
    description = {
      "",
      "By the bytes of the keys, then newest first. With --state the log holds what is not visible"
          + " as well: horizons, then adds, then deletes of each set. Loaded into an empty database"
          + " it gives the same records, byte for byte.",
      "",
      "Records that cannot be read, or have a key that no set may have, and bytes in quarantine,"
          + " have no place in a log: they are left out and named on standard error, and the exit"
          + " status is 1."
    },
    footer = {
      "",
      "Example: move a database to another machine",
      "  lastword export --db feed.db --state | gzip > feed.tsv.gz",
      "  lastword load --db copy.db feed.tsv.gz"
    })
final class ExportCommand extends ReadingSubcommand {
  @Option(names = "--state", description = "The whole state: adds, deletes and horizons.")
  private boolean wholeState;

  ExportCommand(Session session) {
    super(session);
  }

  @Override
  int read(LwwStore store) {
    Rows rows = rows();
    int status = CommandRunner.DONE;
    try (RecordIterator records = store.records(new byte[0])) {
      while (records.hasNext()) {
        if (!export(records.next(), rows)) {
          status = CommandRunner.FAULT;
        }
      }
    }
    return status;
  }

  /** Whether all of it could be written. */
  private boolean export(StoredRecord stored, Rows rows) {
    try {
      Limits.checkKey(stored.key());
      SetState state = stored.state();
      write(stored.key(), state, rows);
      if (!state.quarantined().isEmpty()) {
        session.warn(
            "%s: %s in quarantine left out"
                .formatted(
                    Escapes.brief(stored.key()),
                    Quantities.count(state.quarantined().size(), "byte string")));
      }
      return state.quarantined().isEmpty();
    } catch (CorruptRecordException damaged) {
      return leftOut(stored, damaged.reason());
    } catch (MalformedInputException refused) { // load would refuse the whole log
      return leftOut(stored, String.valueOf(refused.getMessage()));
    }
  }

  private boolean leftOut(StoredRecord stored, String reason) {
    session.warn(Escapes.brief(stored.key()) + ": left out: " + reason);
    return false;
  }

  private void write(byte[] key, SetState state, Rows rows) {
    if (!wholeState) {
      write('+', key, state.visible(), rows);
      return;
    }
    Cursor horizon = state.horizon();
    if (horizon != null) {
      write('!', horizon.stamp(), key, horizon.member(), rows);
    }
    write('+', key, state.adds(), rows);
    write('-', key, state.deletes(), rows);
  }

  private static void write(char op, byte[] key, List<Entry> entries, Rows rows) {
    for (Entry entry : entries) {
      write(op, entry.stamp(), key, entry.member(), rows);
    }
  }

  private static void write(char op, long stamp, byte[] key, byte[] member, Rows rows) {
    rows.text("op", String.valueOf(op)).number("stamp", stamp).bytes("key", key);
    if (member.length > 0) {
      rows.bytes("member", member);
    }
    rows.end();
  }
}
