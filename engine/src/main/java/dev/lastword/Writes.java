// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import dev.lastword.merge.RecordWeight;
import dev.lastword.record.RecordCheck;
import dev.lastword.record.RecordFormat;
import dev.lastword.record.RecordView;
import dev.lastword.rocksdb.WriteImage;
import java.nio.ByteBuffer;
import org.rocksdb.RocksDBException;

/** Writes one operand: encodes it off-heap, as RocksDB takes it, and hands it over from there. */
final class Writes {
  private Writes() {}

  static void operation(Call call, int tag, byte[] key, byte[] member, long stamp) {
    Checks.keyLength(key.length);
    append(call.image(), tag, key, member, stamp);
    try {
      write(call);
    } catch (RocksDBException e) {
      throw refused(key, e);
    }
  }

  static void operation(Call call, int tag, ByteBuffer key, ByteBuffer member, long stamp) {
    Checks.keyLength(key.remaining());
    append(call.image(), tag, key, member, stamp);
    try {
      write(call);
    } catch (RocksDBException e) {
      throw refused(Bytes.copy(key), e);
    }
  }

  /** Checks a record from elsewhere in full, and writes it. */
  static void join(Call call, byte[] key, byte[] record, long time) {
    Checks.keyLength(key.length);
    check(call, key, record, time);
    if (record.length == 0) {
      return;
    }
    call.image().merge(key, record.length).put(record);
    try {
      write(call);
    } catch (RocksDBException e) {
      throw refused(key, e);
    }
  }

  /** Adds a single operation to an image. */
  static void append(WriteImage image, int tag, byte[] key, byte[] member, long stamp) {
    ByteBuffer operand = image.merge(key, RecordFormat.OPERATION_HEADER + member.length);
    operand.put((byte) tag).putLong(stamp).put(member);
  }

  /** As {@link #append(WriteImage, int, byte[], byte[], long)}; the buffers stay as they are. */
  static void append(WriteImage image, int tag, ByteBuffer key, ByteBuffer member, long stamp) {
    int length = member.remaining();
    ByteBuffer operand = image.merge(key, RecordFormat.OPERATION_HEADER + length);
    operand.put((byte) tag).putLong(stamp);
    int at = operand.position();
    operand.put(at, member, member.position(), length).position(at + length);
  }

  /**
   * Checks a record in full, in the call's memory.
   *
   * @param time what the guard against future stamps takes for now
   * @throws CorruptRecordException when it is none
   * @throws IllegalArgumentException when it is larger than a set may grow
   */
  static void check(Call call, byte[] key, byte[] record, long time) {
    call.memory().clear(record.length).put(0, record);
    RecordView view = new RecordView();
    String problem = view.wrap(call.memory().address(), record.length);
    if (problem == null) {
      checkWeight(call.core.mostWeight(), key, view); // first: it costs nothing
      problem = RecordCheck.checkDeep(view);
    }
    if (problem != null) {
      throw new CorruptRecordException(key, problem);
    }
    call.core.guard().check(key, view, time);
  }

  private static void checkWeight(long most, byte[] key, RecordView view) {
    long weight = RecordWeight.of(view);
    if (weight > most) {
      throw new IllegalArgumentException(
          "record's entries take "
              + weight
              + " bytes, 12 and the member each; the limit is "
              + most
              + " (key="
              + Bytes.show(key)
              + ")");
    }
  }

  private static void write(Call call) throws RocksDBException {
    call.core.raw().write(call.core.writes(), call.written());
  }

  private static StorageException refused(byte[] key, RocksDBException e) {
    return StorageAdvice.cannot("cannot write (key=" + Bytes.show(key) + ")", e);
  }
}
