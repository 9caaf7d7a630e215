// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Starts JMH with the JVM flags that the library needs in every fork. */
public final class Main {

  private Main() {}

  /** Runs JMH; {@code arguments} are its own. */
  public static void main(String[] arguments)
      throws CommandLineOptionException, RunnerException, IOException {
    Options options =
        new OptionsBuilder()
            .parent(new CommandLineOptions(arguments))
            .jvmArgsPrepend(jvmFlags())
            .build();
    new Runner(options).run();
  }

  private static String[] jvmFlags() throws IOException {
    try (InputStream in = Main.class.getResourceAsStream("java.args")) {
      String text =
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII);
      return text.strip().split("\\s+");
    }
  }
}
