// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into lines, without ever holding more than one line that is too long.
 *
 * <p>A line ends with a newline byte or with the stream. Not thread-safe; does not close its
 * stream.
 */
final class LineReader {
  private final InputStream in;
  private final int longest;
  private byte[] buffer = new byte[1 << 16];
  private int filled;
  private int next;
  private int start;
  private int end;
  private long number;
  private boolean tooLong;
  private boolean open;

  /**
   * Reads lines.
   *
   * @param in where from
   * @param longest longest line in bytes that is handed out whole
   */
  LineReader(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /**
   * Goes to the next line.
   *
   * @return false at the end of the stream
   */
  boolean next() throws IOException {
    number++;
    tooLong = false;
    start = next;
    int scanned = next;
    while (true) {
      int at = indexOfNewline(scanned);
      if (at >= 0) {
        tooLong |= at - start > longest;
        end = at;
        next = at + 1;
        return true;
      }
      scanned = filled;
      if (filled - start > longest) {
        tooLong = true;
        filled = start + longest;
        scanned = filled;
      }
      int before = start;
      if (!fill()) {
        end = filled;
        next = filled;
        open = end > start || tooLong;
        return open;
      }
      scanned -= before - start;
    }
  }

  /** Where the line stands; changes with {@link #next()}. */
  byte[] buffer() {
    return buffer;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** Number of the line, or of the one that was being read when the stream failed; from 1. */
  long number() {
    return number;
  }

  /** Whether the stream ended within the line, which has no newline then. */
  boolean isOpen() {
    return open;
  }

  /** Whether the line is longer than allowed; only a part of it can be seen then. */
  boolean tooLong() {
    return tooLong;
  }

  private int indexOfNewline(int from) {
    for (int i = from; i < filled; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /** Reads more behind what is there, moving the unfinished line to the front first. */
  private boolean fill() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, filled - start);
      filled -= start;
      start = 0;
    }
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = in.read(buffer, filled, buffer.length - filled);
    if (read <= 0) {
      return false;
    }
    filled += read;
    return true;
  }
}
