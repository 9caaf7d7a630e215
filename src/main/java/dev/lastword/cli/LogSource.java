// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * An operation log that can be read from its beginning more than once: a file as it is; standard
 * input, a pipe or the like through a temporary copy.
 */
final class LogSource implements AutoCloseable {
  /** How standard input is named, on the command line and in messages. */
  static final String STANDARD_INPUT = "-";

  private final String name;
  private final FileChannel channel;

  private LogSource(String name, FileChannel channel) {
    this.name = name;
    this.channel = channel;
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
      return new LogSource(name, copy(name, standardInput));
    }
    Path file = Path.of(name);
    if (Files.isDirectory(file)) {
      throw new CommandFailure(name + ": is a directory; an operation log is a file");
    }
    if (Files.isRegularFile(file)) {
      return new LogSource(name, FileChannel.open(file));
    }
    try (InputStream pipe = Files.newInputStream(file)) {
      return new LogSource(name, copy(name, pipe));
    }
  }

  /** A copy that goes with its channel, however the process ends. */
  private static FileChannel copy(String name, InputStream in) throws IOException {
    Path file = Files.createTempFile("lastword-", ".log");
    FileChannel copy =
        FileChannel.open(
            file,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    try {
      in.transferTo(Channels.newOutputStream(copy));
      return copy;
    } catch (IOException failure) {
      copy.close();
      throw new IOException(
          "%s: cannot be copied to %s: %s".formatted(name, file.getParent(), failure.getMessage()),
          failure);
    }
  }

  /** As messages call it. */
  String name() {
    return name;
  }

  /** Bytes to read, before unpacking. */
  long size() throws IOException {
    return channel.size();
  }

  /** The log as it lies on disk, from its beginning; ends any stream given before. */
  InputStream stream() throws IOException {
    channel.position(0);
    return new FilterInputStream(Channels.newInputStream(channel)) {
      @Override
      public void close() {
        // The channel stays open for the next pass.
      }
    };
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
