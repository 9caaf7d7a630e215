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
      scan.run(in, operation -> {}, (line, what) -> bad(log, line, what, meter));
    } catch (CommandFailure fault) {
      meter.makeRoom();
      session.say(String.valueOf(fault.getMessage()));
      boolean damaged = fault.getCause() != null;
      throw new CommandFailure(nothingWritten(log.name(), damaged), fault);
    }
    if (scan.carriageReturns() > 0) {
      meter.makeRoom();
      warnOfCarriageReturns(log, scan);
    }
    if (scan.openLine() > 0) {
      meter.makeRoom();
      session.warn(
          "%s:%d: the last line has no newline at its end; was it still being written?"
              .formatted(log.name(), scan.openLine()));
    }
  }

  private void bad(LogSource log, long line, String what, ProgressMeter meter) {
    if (!skipBad) {
      throw CommandFailure.at(log.name(), line, what, null);
    }
    skipped++;
    meter.makeRoom();
    session.say(log.name() + ":" + line + ": " + what + " (skipped)");
  }

  private String nothingWritten(String file, boolean damaged) {
    String before =
        filesApplied == 0
            ? ""
            : ", " + "but of " + Quantities.count(filesApplied, "file") + " before it";
    String hint = skipBad || damaged ? "" : "; --skip-bad leaves malformed lines out";
    return "nothing of " + file + " was written" + before + hint;
  }

  private void warnOfCarriageReturns(LogSource log, LogScan scan) {
    String lines = Quantities.count(scan.carriageReturns(), "operation");
    session.warn(
        ("%s: carriage returns at the end of %s are now a part of the member (first at line %d);"
                + " `sed 's/\\r$//'` takes them off")
            .formatted(log.name(), lines, scan.firstCarriageReturn()));
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
      throw CommandFailure.at(
          log.name(), line, what + "; the file changed while it was loaded", null);
    }
  }
}
