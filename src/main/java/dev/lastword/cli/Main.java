// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

/** Entry point of the {@code lastword} command. */
public final class Main {
  private static final int WRONG_USAGE = 2;

  private Main() {}

  /**
   * Runs the command and ends the JVM with its status.
   *
   * @param args the command line, without the program's name
   */
  public static void main(String[] args) {
    System.err.println("usage: lastword SUBCOMMAND [OPTIONS]");
    System.exit(WRONG_USAGE);
  }
}
