// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/*
 * RocksDB's log, db/log_format.h: blocks of 32 KiB, each full of records; a record does not cross
 * blocks, and fewer than 7 bytes at the end of a block are left empty.
 *
 *   4 bytes masked CRC32C | 2 bytes length | 1 byte type | 4 bytes log number | length bytes
 *
 * The log number is there in types 5 to 8, 11 and 131, of logs whose files are recycled; without
 * it, 1 is a full record, 2 the first, 3 a middle and 4 the last part of one.
 *
 * The checksum is of everything behind the length. A log that ends within a record was being
 * written when its process died; that is no damage.
 */

/** Reads the frames of logs, and of the MANIFEST, which has the same; not what is in them. */
final class LogScan {
  static final int BLOCK = 32 << 10;
  static final int HEADER = 7;
  private static final int TYPE = 6;
  private static final int RECYCLED_HEADER = 11;
  private static final long MOST_BYTES = 1 << 30;
  private static final int MASK = 0xa282ead8;
  private static final Pattern LOG = Pattern.compile("\\d{1,18}\\.log");

  private LogScan() {}

  /** Says which log is damaged, and where, which RocksDB's errors leave out; empty when none is. */
  static String describe(Path logDir) {
    boolean interrupted = Thread.interrupted(); // which would close the channel
    try {
      for (Path log : logs(logDir)) {
        long at = firstDamage(map(log));
        if (at >= 0) {
          return "log "
              + log.getFileName()
              + " is damaged at byte "
              + at
              + "; docs/operations.md tells how to go on without it";
        }
      }
      return "";
    } catch (IOException e) {
      return "";
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Returns the logs in a folder, the oldest first; none where there is no folder. */
  static List<Path> logs(Path logDir) throws IOException {
    if (!Files.isDirectory(logDir)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(logDir)) {
      return files
          .filter(file -> LOG.matcher(String.valueOf(file.getFileName())).matches())
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static ByteBuffer map(Path log) throws IOException {
    try (FileChannel channel = FileChannel.open(log)) {
      return channel.map(MapMode.READ_ONLY, 0, Math.min(channel.size(), MOST_BYTES));
    }
  }

  /** The offset of the first record that is not as it was written, or -1; for a whole log. */
  static long firstDamage(ByteBuffer log) {
    int at = firstUnsound(log);
    return at >= 0 && isUnfinished(log, at) ? -1 : at;
  }

  /**
   * Whether a file in the format of logs ends with a whole record. Looks at its last blocks only.
   */
  static boolean endsWell(Path file) throws IOException {
    try (RandomAccessFile log = open(file)) {
      long from = Math.max(0, log.length() / BLOCK - 1) * BLOCK;
      ByteBuffer end = ByteBuffer.allocate((int) (log.length() - from));
      fill(end, log, from);
      return firstUnsound(end) < 0;
    }
  }

  /**
   * Opens a file that an interrupt of the thread does not close, as it would a channel: RocksDB
   * does not mind one either.
   *
   * @throws NoSuchFileException when it is not there
   */
  static RandomAccessFile open(Path file) throws IOException {
    try {
      return new RandomAccessFile(file.toFile(), "r");
    } catch (FileNotFoundException e) { // also of one that must not be read
      throw Files.exists(file) ? e : new NoSuchFileException(file.toString());
    }
  }

  /** Reads as much as there is, and room for, into an array; returns whether that is anything. */
  static boolean fill(ByteBuffer buffer, RandomAccessFile file, long from) throws IOException {
    buffer.clear();
    file.seek(from);
    int read;
    do {
      int at = buffer.position();
      read = file.read(buffer.array(), buffer.arrayOffset() + at, buffer.remaining());
      buffer.position(at + Math.max(read, 0));
    } while (read > 0);
    return buffer.flip().hasRemaining();
  }

  private static int firstUnsound(ByteBuffer log) {
    log.order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    while (at < log.limit()) {
      int left = BLOCK - at % BLOCK;
      if (left < HEADER) {
        at += left;
      } else if (isUnfinished(log, at) || size(log, at) > left || !isSound(log, at)) {
        return at;
      } else {
        at += size(log, at);
      }
    }
    return -1;
  }

  private static boolean isUnfinished(ByteBuffer log, int at) {
    return at + HEADER > log.limit()
        || (at + size(log, at) > log.limit() && size(log, at) <= BLOCK - at % BLOCK);
  }

  /** The bytes of a record with its header, which may be more than there are. */
  static int size(ByteBuffer log, int at) {
    int number = isRecycled(type(log, at)) ? RECYCLED_HEADER - HEADER : 0;
    return plainSize(log, at) + number;
  }

  /** The same, were it no record of a recycled log. */
  static int plainSize(ByteBuffer log, int at) {
    return HEADER + Short.toUnsignedInt(log.getShort(at + 4));
  }

  static int type(ByteBuffer log, int at) {
    return Byte.toUnsignedInt(log.get(at + TYPE));
  }

  /** Whether a record of this type tells which use of its file it belongs to. */
  static boolean isRecycled(int type) {
    return (type >= 5 && type <= 8) || type == 11 || type == 131;
  }

  private static boolean isSound(ByteBuffer log, int at) {
    return isSound(log, at, type(log, at), size(log, at));
  }

  /** Whether a record's checksum is right, given its type and size. */
  static boolean isSound(ByteBuffer log, int at, int type, int size) {
    CRC32C crc = new CRC32C();
    crc.update(type);
    crc.update(log.slice(at + HEADER, size - HEADER));
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK == log.getInt(at);
  }
}
