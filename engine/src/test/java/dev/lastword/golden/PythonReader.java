// SPDX-License-Identifier: Apache-2.0
package dev.lastword.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Runs {@code docs/format/lastword_record.py}, the reader written from the page alone. */
public final class PythonReader {

  private static final Path SCRIPT = Path.of("..", "docs", "format", "lastword_record.py");

  private PythonReader() {}

  /** What a run printed, and its exit status. */
  record Result(int status, List<String> lines) {}

  /** Skips the calling test where there is no Python. */
  public static void assumePresent() {
    boolean present;
    try {
      present = run(List.of("python3", "--version")).status() == 0;
    } catch (UncheckedIOException absent) {
      present = false;
    }
    Assumptions.assumeTrue(present, "skipped: there is no python3");
  }

  /** Runs the reader; the lines are those of standard output and standard error together. */
  static Result run(String... arguments) {
    List<String> command = new ArrayList<>(List.of("python3", "-B", SCRIPT.toString()));
    command.addAll(List.of(arguments));
    return run(command);
  }

  /** Returns those of the files that hold no record. */
  public static List<Path> refused(List<Path> files) {
    List<String> command = new ArrayList<>(List.of("python3", "-B", SCRIPT.toString()));
    files.forEach(file -> command.add(file.toString()));
    String errors;
    try {
      Process process =
          new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Path> refused =
        files.stream().filter(file -> errors.contains(file.toString() + ": ")).toList();
    if (refused.size() != errors.lines().count()) {
      throw new AssertionError("the reader fails: " + errors);
    }
    return refused;
  }

  private static Result run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
