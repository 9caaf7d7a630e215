// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import dev.lastword.LwwStore;
import dev.lastword.merge.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Applies operation logs to one database.
 *
 * <p>Each log is read twice: once to see that all of it is sound, then to apply it. So nothing of a
 * malformed file is written, however large it is, and a run whose first file is malformed does not
 * even create the database.
 */
final class Loader implements AutoCloseable {
  private final Session session;
  private final Path db;
  private final Optional<Policy> policy;
  private final boolean skipBad;
  private final KeyCounter keys = new KeyCounter();
  private final long begin = System.nanoTime();
  private @Nullable LwwStore store;
  private long operations;
  private long skipped;
  private int filesApplied;

  /**
   * Begins.
   *
   * @param session where to read standard input and report
   * @param db the database's folder, created when the first log is sound
   * @param policy the policy to load under; empty for the one that the database remembers
   * @param skipBad whether to skip malformed lines
   */
  Loader(Session session, Path db, Optional<Policy> policy, boolean skipBad) {
    this.session = session;
    this.db = db;
    this.policy = policy;
    this.skipBad = skipBad;
  }

  /**
   * Applies one log.
   *
   * @throws CommandFailure when it is malformed; nothing of it was written then
   */
  void load(String file) throws IOException {
    try (LogSource log = LogSource.open(file, session.in());
        ProgressMeter meter = ProgressMeter.bytes(session, file, 2 * log.size())) {
      check(log, meter);
      apply(log, meter);
      filesApplied++;
    }
  }

  /** Puts everything into table files and says what was done. */
  void finish() {
    if (store != null) {
      store.flush();
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    session.say(
        "loaded %s into %s in %s (%s operations/s)"
            .formatted(
                Quantities.count(operations, "operation"),
                keys.describe(),
                Quantities.seconds(seconds),
                Quantities.rate(operations, seconds)));
    if (skipped > 0) {
      session.warn(Quantities.count(skipped, "malformed line") + " skipped");
    }
  }

  @Override
  public void close() {
    if (store != null) {
      store.close();
    }
  }

  private void check(LogSource log, ProgressMeter meter) throws IOException {
    LogScan scan = new LogScan(log.name());
    try (InputStream in = meter.counting(log.stream())) {
      scan.run(in, operation -> {}, (line, what) -> bad(log.name(), line, what));
    } catch (CommandFailure malformed) {
      session.say(String.valueOf(malformed.getMessage()));
      throw new CommandFailure(nothingWritten(log.name()), malformed);
    }
    if (scan.carriageReturns() > 0) {
      session.warn(
          ("%s: %s in a carriage return, which is now a part of the member (first at line %d);"
                  + " `sed 's/\\r$//'` takes it off")
              .formatted(
                  log.name(),
                  Quantities.number(scan.carriageReturns())
                      + (scan.carriageReturns() == 1 ? " line ends" : " lines end"),
                  scan.firstCarriageReturn()));
    }
  }

  private void bad(String file, long line, String what) {
    if (!skipBad) {
      throw CommandFailure.at(file, line, what);
    }
    skipped++;
    session.say(file + ":" + line + ": " + what + " (skipped)");
  }

  private String nothingWritten(String file) {
    String before =
        filesApplied == 0
            ? ""
            : "; " + Quantities.count(filesApplied, "file") + " before it stays applied";
    String hint = skipBad ? "" : "; --skip-bad leaves malformed lines out";
    return "nothing of " + file + " was written" + before + hint;
  }

  private void apply(LogSource log, ProgressMeter meter) throws IOException {
    if (store == null) {
      store = Databases.openToLoad(db, policy, session);
    }
    LogScan scan = new LogScan(log.name());
    try (InputStream in = meter.counting(log.stream());
        BatchWriter writer = new BatchWriter(store)) {
      scan.run(in, operation -> write(writer, operation), (line, what) -> changed(log, line, what));
      writer.write();
    }
    operations += scan.operations();
  }

  private void write(BatchWriter writer, OperationParser operation) {
    keys.see(operation.key());
    writer.add(operation);
  }

  private void changed(LogSource log, long line, String what) {
    if (!skipBad) {
      throw CommandFailure.at(log.name(), line, what + "; the file changed while it was loaded");
    }
  }
}
