// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

/** Entry point of the {@code lastword} command. */
public final class Main {
  private Main() {}

  /**
   * Runs the command and ends the JVM with its status.
   *
   * @param args the command line, without the program's name
   */
  public static void main(String[] args) {
    int status = CommandRunner.run(Session.ofProcess(), RawArguments.recover(args));
    // Returning is the one way out of the JVM that no native thread can ever delay.
    if (status != 0) {
      System.exit(status);
    }
  }
}
