// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import dev.lastword.record.RecordCheck;
import dev.lastword.record.RecordFormat;
import dev.lastword.record.RecordView;
import java.nio.ByteBuffer;
import org.rocksdb.RocksDBException;

/** Writes one operand: encodes it off-heap and hands it to RocksDB from there. */
final class Writes {
  private Writes() {}

  static void operation(Call call, int tag, ByteBuffer member, long stamp) {
    call.core.guard().check(call, stamp);
    int length = member.remaining();
    ByteBuffer operand = call.memory().clear(RecordFormat.OPERATION_HEADER + length);
    operand.put(0, (byte) tag);
    operand.putLong(RecordFormat.OPERATION_STAMP, stamp);
    operand.put(RecordFormat.OPERATION_HEADER, member, member.position(), length);
    merge(call, operand);
  }

  static void operation(Call call, int tag, byte[] member, long stamp) {
    call.core.guard().check(call, stamp);
    ByteBuffer operand = call.memory().clear(RecordFormat.OPERATION_HEADER + member.length);
    operand.put(0, (byte) tag);
    operand.putLong(RecordFormat.OPERATION_STAMP, stamp);
    operand.put(RecordFormat.OPERATION_HEADER, member);
    merge(call, operand);
  }

  /** Checks a record from elsewhere in full, and writes it. */
  static void join(Call call, byte[] key, byte[] record) {
    ByteBuffer operand = check(call, key, record);
    if (record.length > 0) {
      merge(call, operand);
    }
  }

  /**
   * Copies a record into the call's memory and checks it in full.
   *
   * @throws CorruptRecordException when it is none
   */
  static ByteBuffer check(Call call, byte[] key, byte[] record) {
    ByteBuffer copy = call.memory().clear(record.length).put(0, record);
    RecordView view = new RecordView();
    String problem = view.wrap(call.memory().address(), record.length);
    if (problem == null) {
      problem = RecordCheck.checkDeep(view);
    }
    if (problem != null) {
      throw new CorruptRecordException(key, problem);
    }
    call.core.guard().check(key, view);
    return copy;
  }

  private static void merge(Call call, ByteBuffer operand) {
    try {
      call.core.db().merge(call.core.family(), call.core.writes(), call.keyForNative(), operand);
    } catch (RocksDBException e) {
      throw new StorageException("cannot write (key=" + Bytes.show(call.keyBytes()) + ")", e);
    }
  }
}
