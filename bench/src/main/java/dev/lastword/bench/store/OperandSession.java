// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import dev.lastword.record.RecordFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Writes the very operands that Lastword writes, for a contender with another merge operator. */
abstract class OperandSession implements Session {
  static final int ROW = RecordFormat.OPERATION_HEADER + Long.BYTES;
  static final int MEMBER = RecordFormat.OPERATION_HEADER;

  final ValueReader reader;
  private final RocksContender contender;
  private final ByteBuffer key = ByteBuffer.allocateDirect(Long.BYTES);
  private final ByteBuffer row = ByteBuffer.allocateDirect(ROW).order(ByteOrder.LITTLE_ENDIAN);
  private final byte[] keyBytes = new byte[Long.BYTES];
  private final byte[] rowBytes = new byte[ROW];
  private final WriteBatch batch = new WriteBatch();

  OperandSession(RocksContender contender) {
    this.contender = contender;
    reader = new ValueReader(contender);
  }

  @Override
  public final void add(long set, long member, long stamp) {
    merge(set, RecordFormat.ADD, member, stamp);
  }

  @Override
  public final void delete(long set, long member, long stamp) {
    merge(set, RecordFormat.DELETE, member, stamp);
  }

  private void merge(long set, int kind, long member, long stamp) {
    try {
      contender.db.merge(
          contender.family,
          contender.writes,
          key.clear().putLong(0, set),
          row(kind, member, stamp));
    } catch (RocksDBException e) {
      throw new IllegalStateException(e);
    }
  }

  private ByteBuffer row(int kind, long member, long stamp) {
    return row.clear()
        .put(0, (byte) kind)
        .putLong(RecordFormat.OPERATION_STAMP, stamp)
        .putLong(MEMBER, Long.reverseBytes(member));
  }

  @Override
  public final void write(Batch operations) {
    try {
      for (int i = 0; i < operations.size(); i++) {
        int kind = operations.isDelete(i) ? RecordFormat.DELETE : RecordFormat.ADD;
        row(kind, operations.member(i), operations.stamp(i)).get(rowBytes);
        batch.merge(contender.family, Bytes.set(keyBytes, operations.set(i)), rowBytes);
      }
      contender.db.write(contender.writes, batch);
      batch.clear();
    } catch (RocksDBException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public final void close() {
    batch.close();
  }
}
