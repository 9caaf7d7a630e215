// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import java.io.IOException;
import java.io.InputStream;

/** One pass over an operation log. */
final class LogScan {
  /** Takes the operations of a log in their order. */
  interface Sink {
    /** Called for each; the parser holds it until the call returns. */
    void operation(OperationParser operation);
  }

  /** Told of each line that is no operation; throws to end the pass. */
  interface BadLine {
    void at(long line, String what);
  }

  private final String name;
  private final OperationParser parser = new OperationParser();
  private long operations;
  private long carriageReturns;
  private long firstCarriageReturn;
  private long openLine;

  /**
   * Begins a pass.
   *
   * @param name of the log, for messages
   */
  LogScan(String name) {
    this.name = name;
  }

  /** How many operations there were. */
  long operations() {
    return operations;
  }

  /** How many operations end in a carriage return, which counts as a part of them. */
  long carriageReturns() {
    return carriageReturns;
  }

  /** The first line that does; 0 when none. */
  long firstCarriageReturn() {
    return firstCarriageReturn;
  }

  /** The number of the last line where it has no newline; 0 where it has. */
  long openLine() {
    return openLine;
  }

  /**
   * Reads a log to its end.
   *
   * @param raw the log, packed or not; not closed
   * @throws CommandFailure when the stream breaks off or is damaged, whatever {@code bad} does
   */
  void run(InputStream raw, Sink sink, BadLine bad) {
    LineReader[] lines = new LineReader[1];
    try (InputStream in = GzipInput.unpackIfGzip(raw)) {
      LineReader reader = new LineReader(in, Limits.MAX_LINE);
      lines[0] = reader;
      while (reader.next()) {
        openLine = reader.isOpen() ? reader.number() : 0;
        read(reader, sink, bad);
      }
    } catch (IOException failure) {
      long line = lines[0] == null ? 1 : lines[0].number();
      throw CommandFailure.at(name, line, String.valueOf(failure.getMessage()), failure);
    }
  }

  private void read(LineReader line, Sink sink, BadLine bad) {
    try {
      if (line.tooLong()) {
        throw new MalformedInputException(
            "line is longer than any operation can be; the limit is " + Limits.MAX_LINE + " bytes");
      }
      parser.parse(line.buffer(), line.start(), line.end());
    } catch (MalformedInputException malformed) {
      bad.at(line.number(), String.valueOf(malformed.getMessage()));
      return;
    }
    operations++;
    if (line.buffer()[line.end() - 1] == '\r' && carriageReturns++ == 0) {
      firstCarriageReturn = line.number();
    }
    sink.operation(parser);
  }
}
