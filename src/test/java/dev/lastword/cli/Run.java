// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
    return run(new ByteArrayInputStream(input), out, args);
  }

  /** Runs the command while nobody reads what it prints, as behind a {@code head} that ended. */
  static Run withoutReader(Object... args) {
    return withFailingOutput("Broken pipe", args);
  }

  /** Runs the command while what it prints goes to a file on a disk that is full. */
  static Run withFullDisk(Object... args) {
    return withFailingOutput("No space left on device", args);
  }

  private static Run withFailingOutput(String reason, Object... args) {
    OutputStream failing =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(reason);
          }
        };
    return run(InputStream.nullInputStream(), failing, args);
  }

  /** Runs the command on streams; the output is kept where the stream keeps it. */
  static Run run(InputStream in, OutputStream out, Object... args) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] words = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      words[i] = args[i].toString();
    }
    int status = CommandRunner.run(Session.of(in, out, err), words);
    String printed = out instanceof ByteArrayOutputStream kept ? kept.toString(UTF_8) : "";
    return new Run(status, printed, err.toString(UTF_8));
  }

  List<String> lines() {
    return out.lines().toList();
  }
}
