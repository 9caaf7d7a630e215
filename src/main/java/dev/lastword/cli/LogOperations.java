// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import dev.lastword.tune.OperationKind;
import dev.lastword.tune.OperationSource;
import dev.lastword.tune.TuneInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The operations of log files, one file after the other; each is read once. */
final class LogOperations implements OperationSource {
  private final List<String> files;
  private final boolean skipBad;
  private final Session session;
  private final TuneMeter meter;
  private long skipped;

  LogOperations(List<String> files, boolean skipBad, Session session, TuneMeter meter) {
    this.files = files;
    this.skipBad = skipBad;
    this.session = session;
    this.meter = meter;
  }

  @Override
  public TuneInput.Kind kind() {
    return TuneInput.Kind.LOG;
  }

  @Override
  public String name() {
    return String.join(", ", files);
  }

  @Override
  public void read(Sink sink) throws IOException {
    for (String file : files) {
      try (InputStream in = open(file)) {
        new LogScan(file)
            .run(in, operation -> hand(sink, operation), (line, what) -> bad(file, line, what));
      } catch (UncheckedIOException failure) {
        throw failure.getCause();
      }
    }
  }

  /** Says how many lines were skipped. */
  void finish() {
    if (skipped > 0) {
      session.warn(Quantities.count(skipped, "malformed line") + " skipped");
    }
  }

  private InputStream open(String file) throws IOException {
    if (file.equals(LogSource.STANDARD_INPUT)) {
      return session.in();
    }
    if (Files.isDirectory(Path.of(file))) {
      throw new CommandFailure(file + ": is a directory; an operation log is a file");
    }
    return Files.newInputStream(Path.of(file));
  }

  private static void hand(Sink sink, OperationParser operation) {
    try {
      sink.operation(
          kind(operation.kind()), operation.stamp(), operation.key(), operation.member());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void bad(String file, long line, String what) {
    if (!skipBad) {
      throw CommandFailure.at(file, line, what, null);
    }
    skipped++;
    meter.makeRoom();
    session.say(file + ":" + line + ": " + what + " (skipped)");
  }

  private static OperationKind kind(OperationParser.Kind kind) {
    return switch (kind) {
      case ADD -> OperationKind.ADD;
      case DELETE -> OperationKind.DELETE;
      case FORGET -> OperationKind.FORGET;
    };
  }
}
