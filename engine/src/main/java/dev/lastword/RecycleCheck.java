// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Finds records that say that their log is a recycled one, where it is not. Types 1 to 4 are one
 * bit from types 5 to 8, which say so, and RocksDB's readers (db/log_reader.cc, seen with 11.8.1)
 * do not see the damage: behind a whole record they look at such a one for ever, in every recovery
 * mode; before it they take the log, all of it, for what an earlier use of the file left.
 */
final class RecycleCheck {
  private static final int FULL = 1;
  private static final int LAST = 4;

  /**
   * Types of records in logs that are not recycled; of full, first, middle, last, and of others.
   */
  private static final int[] PLAIN = {1, 2, 3, 4, 9, 10, 130};

  private final Path file;
  private final boolean manifest;

  /** The block to go on with, which was not full; what follows is as of its begin. */
  private long from;

  private boolean begun; // a whole record of a log that is not recycled was read
  private boolean recycled; // a record of a recycled log was

  private RecycleCheck(Path file, boolean manifest) {
    this.file = file;
    this.manifest = manifest;
  }

  static RecycleCheck ofManifest(Path file) {
    return new RecycleCheck(file, true);
  }

  static RecycleCheck ofLog(Path file) {
    return new RecycleCheck(file, false);
  }

  /**
   * Looks at the file, from where it ended the last time.
   *
   * @throws StorageException naming the file and the place
   */
  void run() throws IOException {
    long at = find();
    if (at >= 0) {
      throw new StorageException(
          file.getFileName()
              + " is damaged at byte "
              + at
              + ", a record that says that its file is a recycled one, from which RocksDB would not"
              + " come back, or drop it with all that follows; "
              + (manifest
                  ? "restore it, or all from a checkpoint"
                  : "docs/operations.md tells how to go on without it")
              + " (file="
              + file
              + ")");
    }
  }

  private long find() throws IOException {
    ByteBuffer block = ByteBuffer.allocate(LogScan.BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    try (RandomAccessFile log = LogScan.open(file)) {
      while (LogScan.fill(block, log, from)) {
        boolean begunBefore = begun;
        boolean recycledBefore = recycled;
        int at = findIn(block);
        if (at >= 0 || block.limit() < LogScan.BLOCK) {
          begun = begunBefore;
          recycled = recycledBefore;
          return at < 0 ? -1 : from + at;
        }
        from += LogScan.BLOCK;
      }
    } catch (NoSuchFileException e) {
      return -1; // another process has no more need of this log, or RocksDB says what is missing
    }
    return -1;
  }

  /** Goes through a block as far as RocksDB does: to its end, or to a record that is not sound. */
  private int findIn(ByteBuffer block) {
    int at = 0;
    while (at + LogScan.HEADER <= block.limit()) {
      int type = LogScan.type(block, at);
      if (LogScan.isRecycled(type)) {
        if (!recycled && (begun || wasPlain(block, at))) {
          return at;
        }
        recycled = true;
      }
      int size = LogScan.size(block, at);
      if (at + size > block.limit() || !LogScan.isSound(block, at, type, size)) {
        return -1;
      }
      begun |= type == FULL || type == LAST;
      at += size;
    }
    return -1;
  }

  /** Whether a record's checksum tells that it had another type. */
  private static boolean wasPlain(ByteBuffer block, int at) {
    int size = LogScan.plainSize(block, at);
    return at + size <= block.limit()
        && Arrays.stream(PLAIN).anyMatch(type -> LogScan.isSound(block, at, type, size));
  }
}
