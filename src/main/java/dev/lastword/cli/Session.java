// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * What one run of the command reads from and writes to, so that tests can stand in for a terminal.
 *
 * @param in standard input
 * @param out standard output, for data
 * @param err standard error, for everything else
 * @param outStyle how to write on a terminal behind {@code out}, or not
 * @param errStyle likewise for {@code err}
 * @param errIsTerminal whether somebody watches {@code err}
 */
record Session(
    InputStream in,
    Out out,
    PrintStream err,
    Style outStyle,
    Style errStyle,
    boolean errIsTerminal) {

  /** The process's own streams. */
  static Session ofProcess() {
    boolean colour = Style.wanted(System.getenv());
    boolean errIsTerminal = Terminal.isTerminal(2);
    OutputStream err = new BufferedOutputStream(new FileOutputStream(FileDescriptor.err), 1 << 12);
    return new Session(
        new FileInputStream(FileDescriptor.in),
        new Out(new FileOutputStream(FileDescriptor.out)),
        new PrintStream(err, true, UTF_8),
        Style.of(colour && Terminal.isTerminal(1)),
        Style.of(colour && errIsTerminal),
        errIsTerminal);
  }

  /** Streams that no terminal stands behind. */
  static Session of(InputStream in, OutputStream out, OutputStream err) {
    return new Session(
        in, new Out(out), new PrintStream(err, true, UTF_8), Style.PLAIN, Style.PLAIN, false);
  }

  /** Tells the user something that is not data. */
  void say(String message) {
    err.println(message);
  }

  /** Tells the user of something that may not be meant so. */
  void warn(String message) {
    err.println(errStyle.warning("warning: ") + message);
  }
}
