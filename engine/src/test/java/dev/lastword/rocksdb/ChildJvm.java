// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program of the test class path run in a JVM of its own: the same java, class path and flags,
 * and a directory for everything it leaves behind.
 */
public final class ChildJvm {
  private static final long DEFAULT_SECONDS = 60;

  private final Path directory;
  private final List<String> flags = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> launcher = new ArrayList<>();
  private String classPath = currentClassPath();
  private long seconds = DEFAULT_SECONDS;

  private ChildJvm(Path directory) {
    this.directory = directory;
  }

  /** Makes a child that runs, and keeps its temporary files, in {@code directory}. */
  public static ChildJvm in(Path directory) {
    return new ChildJvm(directory);
  }

  /** Adds a JVM flag to those of this JVM. */
  public ChildJvm flag(String flag) {
    flags.add(flag);
    return this;
  }

  /** Sets an environment variable. */
  public ChildJvm environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Replaces the class path. */
  public ChildJvm classPath(String newClassPath) {
    classPath = newClassPath;
    return this;
  }

  /** Starts the JVM by a command that runs the rest of its arguments, such as {@code setpriv}. */
  public ChildJvm under(String... command) {
    launcher.addAll(List.of(command));
    return this;
  }

  /** Sets how long the program may run before it counts as hanging; 60 seconds. */
  public ChildJvm timeout(long newSeconds) {
    seconds = newSeconds;
    return this;
  }

  /** Runs a program to its end. */
  public Result run(Class<?> main, String... arguments) throws IOException, InterruptedException {
    return start(main, arguments).await();
  }

  /** Starts a program. */
  public Running start(Class<?> main, String... arguments) throws IOException {
    ProcessBuilder builder = builder(main, arguments).redirectErrorStream(true);
    return start(builder.redirectOutput(output().toFile()));
  }

  /** Starts a program whose standard output is a pipe to this process. */
  public Running startPiped(Class<?> main, String... arguments) throws IOException {
    return start(builder(main, arguments).redirectError(output().toFile()));
  }

  private Running start(ProcessBuilder builder) throws IOException {
    return new Running(builder.start(), output(), directory, seconds);
  }

  private Path output() {
    return directory.resolve("output.txt");
  }

  private ProcessBuilder builder(Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>(launcher);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(currentFlags());
    command.add("-Djava.io.tmpdir=" + directory);
    command.add("-XX:ErrorFile=" + directory.resolve("hs_err.log"));
    command.add("-XX:-CreateCoredumpOnCrash");
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().putAll(environment);
    return builder;
  }

  /** Returns this JVM's class path, also where a test runner hides it. */
  public static String currentClassPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /** Returns this JVM's class path with each entry whose file name starts so replaced. */
  public static String classPathReplacing(String fileNameStart, Path replacement) {
    return Stream.of(currentClassPath().split(File.pathSeparator, -1))
        .map(e -> new File(e).getName().startsWith(fileNameStart) ? replacement.toString() : e)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static List<String> currentFlags() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--"))
        .toList();
  }

  /** A program that was started. */
  public record Running(Process process, Path output, Path directory, long seconds) {

    /** Waits until the program has printed a line. */
    public void awaitLine(String line) throws IOException, InterruptedException {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
      while (!Files.readString(output).lines().toList().contains(line)) {
        if (!process.isAlive() || System.nanoTime() - deadline > 0) {
          process.destroyForcibly();
          fail("no line '" + line + "' in: " + Files.readString(output));
        }
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }

    /** Waits for the end of the program. */
    public Result await() throws IOException, InterruptedException {
      boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      String printed = Files.readString(output);
      if (!ended) {
        fail("hung for " + seconds + " s; output: " + printed);
      }
      if (Files.exists(directory.resolve("hs_err.log"))) {
        fail("crashed; output: " + printed);
      }
      return new Result(process.exitValue(), printed);
    }
  }

  /** How a program ended, and what it printed. */
  public record Result(int status, String output) {

    /** Fails unless the program ended with this status. */
    public Result assertStatus(int expected) {
      assertEquals(expected, status, output);
      return this;
    }
  }
}
