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
 * input, a pipe or the like through a temporary copy. Of a file that grows, what was there when it
 * was opened: the second reading must not find what the first one has not checked.
 */
final class LogSource implements AutoCloseable {
  /** How standard input is named, on the command line and in messages. */
  static final String STANDARD_INPUT = "-";

  private final String name;
  private final FileChannel channel;
  private final long size;

  private LogSource(String name, FileChannel channel) throws IOException {
    this.name = name;
    this.channel = channel;
    this.size = channel.size();
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
  long size() {
    return size;
  }

  /** The log as it lies on disk, from its beginning; ends any stream given before. */
  InputStream stream() throws IOException {
    channel.position(0);
    return new Pass(Channels.newInputStream(channel), size);
  }

  /** One reading; the channel stays open for the next. */
  private static final class Pass extends FilterInputStream {
    private long left;

    Pass(InputStream in, long size) {
      super(in);
      left = size;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (left == 0 && length > 0) {
        return -1;
      }
      int count = super.read(into, offset, (int) Math.min(length, left));
      left -= Math.max(count, 0);
      return count;
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = super.skip(Math.min(count, left));
      left -= skipped;
      return skipped;
    }

    @Override
    public int available() throws IOException {
      return (int) Math.min(super.available(), left);
    }

    @Override
    public boolean markSupported() {
      return false;
    }

    @Override
    public void close() {}
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
