// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lastword.LastwordException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs one command line from words to exit status; no exception leaves it. */
final class CommandRunner {
  /** Done. */
  static final int DONE = 0;

  /** The data or the database is at fault. */
  static final int FAULT = 1;

  /** Wrong usage. */
  static final int USAGE = 2;

  private final Session session;
  private final boolean debug;
  private boolean outputFailed;

  private CommandRunner(Session session, boolean debug) {
    this.session = session;
    this.debug = debug;
  }

  /**
   * Runs a command.
   *
   * @param session the streams; flushed, not closed
   * @param args the command line, without the program's name
   * @return the exit status
   */
  static int run(Session session, String... args) {
    boolean debug = Arrays.asList(args).contains("--debug") || Boolean.getBoolean("lastword.debug");
    return new CommandRunner(session, debug).run(args);
  }

  private int run(String... args) {
    int status;
    try {
      status = execute(args);
      if (!outputFailed) {
        session.out().finish();
      }
    } catch (OutputFailure failure) {
      status = report(failure);
    }
    session.err().flush();
    return status;
  }

  /** Reports also the errors of the virtual machine, which picocli lets pass. */
  private int execute(String... args) {
    try {
      CommandLine line = commandLine(session);
      return line.execute(words(line, args));
    } catch (OutOfMemoryError | StackOverflowError failure) {
      return report(failure);
    }
  }

  /** {@code help load} is another way to say {@code load --help}. */
  private static String[] words(CommandLine line, String... args) {
    if (args.length == 0 || !args[0].equals("help")) {
      return args;
    }
    if (args.length == 1) {
      return new String[] {"--help"};
    }
    boolean known = line.getSubcommands().containsKey(args[1]);
    return known ? new String[] {args[1], "--help"} : new String[] {args[1]};
  }

  private CommandLine commandLine(Session session) {
    return Commands.create(session)
        .setExecutionStrategy(CommandRunner::runUnlessMistyped)
        .setExecutionExceptionHandler((failure, command, parsed) -> report(failure))
        .setParameterExceptionHandler(new UsageErrors(session))
        .setOut(new PrintWriter(new OutWriter(session.out()), false))
        .setErr(new PrintWriter(session.err(), true, UTF_8))
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(
                session.outStyle() == Style.COLOUR ? Ansi.ON : Ansi.OFF));
  }

  /** Help that is asked for with a mistyped word would hide the mistake. */
  private static int runUnlessMistyped(ParseResult words) {
    for (ParseResult level = words; level != null; level = level.subcommand()) {
      boolean taken = level.commandSpec().parser().unmatchedArgumentsAllowed();
      if (!taken && !level.unmatched().isEmpty()) {
        throw new UnmatchedArgumentException(
            level.commandSpec().commandLine(), List.copyOf(level.unmatched()));
      }
    }
    return new RunLast().execute(words);
  }

  /** Says what went wrong; returns the exit status that it means. */
  private int report(Throwable failure) {
    if (failure instanceof OutputFailure output) {
      outputFailed = true;
      if (output.readerIsGone()) {
        return DONE;
      }
    }
    session.say(session.errStyle().error("lastword: ") + explain(failure));
    if (debug) {
      failure.printStackTrace(session.err());
    }
    return FAULT;
  }

  private static String explain(Throwable failure) {
    return switch (failure) {
      case CommandFailure fault -> String.valueOf(fault.getMessage());
      case OutputFailure output -> String.valueOf(output.getMessage());
      case LastwordException fault -> String.valueOf(fault.getMessage());
      case UncheckedIOException unchecked -> explain(Objects.requireNonNull(unchecked.getCause()));
      case NoSuchFileException missing -> missing.getFile() + ": no such file or directory";
      case AccessDeniedException denied -> denied.getFile() + ": permission denied";
      case FileSystemException file -> file.getFile() + ": " + reason(file);
      case IOException io -> String.valueOf(io.getMessage());
      case UnsupportedOperationException platform -> String.valueOf(platform.getMessage());
      case OutOfMemoryError memory ->
          "out of memory ("
              + memory.getMessage()
              + "); give the JVM more with LASTWORD_JAVA_OPTS=-Xmx2g";
      default -> failure + "; this is a bug, --debug shows where";
    };
  }

  private static String reason(FileSystemException file) {
    String reason = file.getReason();
    return reason != null ? reason : file.getClass().getSimpleName();
  }
}
