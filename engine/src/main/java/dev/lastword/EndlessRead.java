// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the damage from which RocksDB does not come back. Its reader of logs and of the MANIFEST
 * (db/log_reader.cc, seen with 11.8.1) takes a record of a recycled log, behind one of a log that
 * is not, for a bad one; but it does not step over it, and looks at it for ever, in every recovery
 * mode. A bit of a record's type is enough: types 1 to 4 are one bit from types 5 to 8.
 */
final class EndlessRead {
  private static final int FULL = 1;
  private static final int LAST = 4;
  private static final int RECYCLED_FULL = 5;
  private static final int RECYCLED_LAST = 8;

  private final Path file;
  private boolean begun; // a whole record was read
  private boolean recycled; // a record of a recycled log was

  private EndlessRead(Path file) {
    this.file = file;
  }

  /**
   * To be called before RocksDB sees a database in any way.
   *
   * @param manifest the file that CURRENT names
   * @param logDir where the database's logs are, mostly its directory
   * @throws StorageException naming the file and the place, when RocksDB would not come back
   */
  static void refuse(Path manifest, Path logDir) throws IOException {
    long at = new EndlessRead(manifest).find();
    if (at >= 0) {
      throw damaged(manifest, at, "restore it, or all from a checkpoint");
    }
    for (Path log : logs(logDir)) {
      at = new EndlessRead(log).find();
      if (at >= 0) {
        throw damaged(log, at, "docs/operations.md tells how to go on without it");
      }
    }
  }

  private static List<Path> logs(Path logDir) throws IOException {
    if (!Files.isDirectory(logDir)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(logDir)) {
      return files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
    }
  }

  private static StorageException damaged(Path file, long at, String advice) {
    return new StorageException(
        file.getFileName()
            + " is damaged at byte "
            + at
            + ", from where RocksDB would not come back; "
            + advice
            + " (file="
            + file
            + ")");
  }

  /** Returns the place of the record that RocksDB would not get past, or -1. */
  private long find() throws IOException {
    ByteBuffer block = ByteBuffer.allocate(LogScan.BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel channel = FileChannel.open(file)) {
      for (long from = 0; fill(block, channel, from); from += LogScan.BLOCK) {
        int at = findIn(block);
        if (at >= 0) {
          return from + at;
        }
      }
    } catch (NoSuchFileException e) {
      return -1; // another process has no more need of this log, or RocksDB says what is missing
    }
    return -1;
  }

  private static boolean fill(ByteBuffer block, FileChannel channel, long from) throws IOException {
    block.clear();
    while (block.hasRemaining() && channel.read(block, from + block.position()) >= 0) {}
    return block.flip().hasRemaining();
  }

  /** Goes by the lengths alone: where a checksum is bad, RocksDB sees fewer records, not more. */
  private int findIn(ByteBuffer block) {
    for (int at = 0; at + LogScan.HEADER <= block.limit(); at += LogScan.size(block, at)) {
      int type = LogScan.type(block, at);
      if (LogScan.isRecycled(type)) {
        if (begun && !recycled) {
          return at;
        }
        recycled = true;
      }
      begun |= type == FULL || type == LAST || type == RECYCLED_FULL || type == RECYCLED_LAST;
    }
    return -1;
  }
}
