// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * One run of the command inside the test.
 *
 * @param status its exit status
 * @param out what it printed, as UTF-8
 * @param err what it said
 */
record Run(int status, String out, String err) {
  /** Runs the command without standard input. */
  static Run of(Object... args) {
    return withInput("", args);
  }

  /** Runs the command with UTF-8 text as standard input. */
  static Run withInput(String input, Object... args) {
    return withInput(input.getBytes(UTF_8), args);
  }

  static Run withInput(byte[] input, Object... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] words = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      words[i] = args[i].toString();
    }
    Session session = Session.of(new ByteArrayInputStream(input), out, err);
    int status = CommandRunner.run(session, words);
    return new Run(status, out.toString(UTF_8), err.toString(UTF_8));
  }

  List<String> lines() {
    return out.lines().toList();
  }
}
