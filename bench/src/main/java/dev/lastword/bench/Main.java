// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench;

import dev.lastword.bench.suite.BenchCommand;

/** Starts the benchmarks. */
public final class Main {

  private Main() {}

  /** Runs {@code lastword bench} and ends the JVM with its status. */
  public static void main(String[] arguments) {
    int status = BenchCommand.run(arguments, System.out, System.err);
    if (status != 0) {
      System.exit(status);
    }
  }
}
