// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A temporary file that chunks are appended to, made when the first one comes and gone when it is
 * closed, however the process ends. One thread writes; after that, any number read.
 */
final class SpoolFile implements AutoCloseable {

  private final @Nullable Path folder;
  private @Nullable FileChannel channel;
  private long end;

  /**
   * Makes nothing yet.
   *
   * @param folder where the file will be; null for the system's folder of temporary files
   */
  SpoolFile(@Nullable Path folder) {
    this.folder = folder;
  }

  /** Appends bytes and returns where they are. */
  long append(byte[] bytes, int length) throws IOException {
    if (channel == null) {
      channel = create(folder);
    }
    long at = end;
    ByteBuffer source = ByteBuffer.wrap(bytes, 0, length);
    try {
      while (source.hasRemaining()) {
        end += channel.write(source, end);
      }
    } catch (IOException failure) {
      String where = folder == null ? System.getProperty("java.io.tmpdir") : folder.toString();
      throw new IOException(
          "cannot write a temporary file in %s: %s".formatted(where, failure.getMessage()),
          failure);
    }
    return at;
  }

  void read(long from, byte[] target, int offset, int length) throws IOException {
    FileChannel open = channel;
    if (open == null) {
      throw new EOFException("nothing was spooled yet");
    }
    ByteBuffer into = ByteBuffer.wrap(target, offset, length);
    long at = from;
    while (into.hasRemaining()) {
      int read = open.read(into, at);
      if (read < 0) {
        throw new EOFException("the temporary file was cut off (at=" + at + ")");
      }
      at += read;
    }
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }

  private static FileChannel create(@Nullable Path folder) throws IOException {
    Path file =
        folder == null
            ? Files.createTempFile("lastword-tune-", ".spool")
            : Files.createTempFile(folder, "lastword-tune-", ".spool");
    return FileChannel.open(
        file,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
  }
}
