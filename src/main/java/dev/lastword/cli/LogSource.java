// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * An operation log that can be read from its beginning more than once: a file as it is; standard
 * input, a pipe or the like through a temporary copy.
 */
final class LogSource implements AutoCloseable {
  /** How standard input is named, on the command line and in messages. */
  static final String STANDARD_INPUT = "-";

  private final String name;
  private final Path file;
  private final @Nullable Path copy;

  private LogSource(String name, Path file, @Nullable Path copy) {
    this.name = name;
    this.file = file;
    this.copy = copy;
  }

  /**
   * Finds a log.
   *
   * @param name a path, or {@code -} for standard input
   * @param standardInput read to its end when it is asked for
   * @throws IOException when it is not there or cannot be read
   */
  static LogSource open(String name, InputStream standardInput) throws IOException {
    if (name.equals(STANDARD_INPUT)) {
      return copied(name, standardInput);
    }
    Path file = Path.of(name);
    if (Files.isDirectory(file)) {
      throw new CommandFailure(name + ": is a directory; an operation log is a file");
    }
    if (Files.isRegularFile(file)) {
      return new LogSource(name, file, null);
    }
    try (InputStream pipe = Files.newInputStream(file)) {
      return copied(name, pipe);
    }
  }

  private static LogSource copied(String name, InputStream in) throws IOException {
    Path copy = Files.createTempFile("lastword-", ".log");
    try {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      return new LogSource(name, copy, copy);
    } catch (IOException | RuntimeException failure) {
      Files.deleteIfExists(copy);
      throw failure;
    }
  }

  /** As messages call it. */
  String name() {
    return name;
  }

  /** Bytes to read, before unpacking. */
  long size() throws IOException {
    return Files.size(file);
  }

  /** The log as it lies on disk, from its beginning. */
  InputStream stream() throws IOException {
    return Files.newInputStream(file);
  }

  @Override
  public void close() throws IOException {
    if (copy != null) {
      Files.deleteIfExists(copy);
    }
  }
}
