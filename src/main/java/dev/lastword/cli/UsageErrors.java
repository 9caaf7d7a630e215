// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in two lines what is wrong with a command line, and where to read how it is meant. */
final class UsageErrors implements IParameterExceptionHandler {
  private final Session session;

  UsageErrors(Session session) {
    this.session = session;
  }

  @Override
  public int handleParseException(ParameterException error, String[] args) {
    CommandLine command = error.getCommandLine();
    String message =
        mistyped(error)
            .map(typed -> unmatched(typed, command))
            .orElseGet(() -> decapitalize(String.valueOf(error.getMessage())));
    String name = command.getCommandSpec().qualifiedName();
    session.say(session.errStyle().error(name + ": ") + message);
    session.say("See: " + name + " --help");
    return CommandRunner.USAGE;
  }

  /**
   * The word that fits nowhere. A mistyped option is often also a missing one, and the word typed
   * tells more than the word that is missing.
   */
  private static Optional<String> mistyped(ParameterException error) {
    if (error instanceof UnmatchedArgumentException unmatched) {
      return Optional.of(unmatched.getUnmatched().get(0));
    }
    return error instanceof MissingParameterException missing
        ? missing.getCommandLine().getUnmatchedArguments().stream()
            .filter(UsageErrors::isOption)
            .findFirst()
        : Optional.empty();
  }

  private static boolean isOption(String typed) {
    return typed.length() > 1 && typed.startsWith("-");
  }

  private static String decapitalize(String message) {
    return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }

  private static String unmatched(String typed, CommandLine command) {
    boolean option = isOption(typed);
    boolean top = !command.getSubcommands().isEmpty();
    String what = option ? "unknown option" : top ? "unknown subcommand" : "unexpected argument";
    Optional<String> nearest =
        option || top ? Nearest.of(name(typed), names(command, option)) : Optional.empty();
    String hint = nearest.map(name -> "; did you mean " + name + "?").orElse("");
    return what + " " + quote(typed) + hint + (option ? dashHint(command) : "");
  }

  /** An option may carry its value: {@code --limit=3}. */
  private static String name(String typed) {
    int equals = typed.indexOf('=');
    return equals < 0 ? typed : typed.substring(0, equals);
  }

  private static List<String> names(CommandLine command, boolean option) {
    List<String> names = new ArrayList<>();
    if (option) {
      command.getCommandSpec().options().forEach(o -> names.add(o.longestName()));
    } else {
      names.addAll(command.getSubcommands().keySet());
    }
    return names;
  }

  private static String dashHint(CommandLine command) {
    boolean takesKey =
        command.getCommandSpec().positionalParameters().stream()
            .anyMatch(parameter -> parameter.paramLabel().equals("KEY"));
    return takesKey ? " (a key or member that begins with - goes behind a lone --)" : "";
  }

  private static String quote(String typed) {
    return "'" + Escapes.brief(RawArguments.bytes(typed)) + "'";
  }
}
