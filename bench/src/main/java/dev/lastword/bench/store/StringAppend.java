// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import dev.lastword.record.RecordFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.rocksdb.RocksDBException;
import org.rocksdb.StringAppendOperator;
import org.rocksdb.WriteBatch;

/**
 * Blind merges of the very operands that Lastword writes, with RocksDB's own native
 * StringAppendOperator, which knows nothing of their meaning: it puts them one behind the other,
 * and keeps everything for ever. What a write costs when nothing is merged; the reader decodes the
 * whole chain into a hash map. From RocksDB's {@code utilities/merge_operators}.
 */
final class StringAppend extends RocksContender {
  private static final int ROW = RecordFormat.OPERATION_HEADER + Long.BYTES;
  private static final int MEMBER = RecordFormat.OPERATION_HEADER;

  StringAppend(Setting setting) {
    super(
        setting,
        // To merge in the memtable is Lastword's own wish; here it would only copy.
        options ->
            options.setMergeOperator(new StringAppendOperator("")).setMaxSuccessiveMerges(0));
  }

  @Override
  public Session session() {
    return new AppendSession();
  }

  private final class AppendSession implements Session {
    private final ByteBuffer key = ByteBuffer.allocateDirect(Long.BYTES);
    private final ByteBuffer row = ByteBuffer.allocateDirect(ROW).order(ByteOrder.LITTLE_ENDIAN);
    private final byte[] keyBytes = new byte[Long.BYTES];
    private final byte[] rowBytes = new byte[ROW];
    private final WriteBatch batch = new WriteBatch();
    private final ValueReader reader = new ValueReader(StringAppend.this);

    @Override
    public void add(long set, long member, long stamp) {
      merge(set, RecordFormat.ADD, member, stamp);
    }

    @Override
    public void delete(long set, long member, long stamp) {
      merge(set, RecordFormat.DELETE, member, stamp);
    }

    private void merge(long set, int kind, long member, long stamp) {
      try {
        db.merge(family, writes, key.clear().putLong(0, set), row(kind, member, stamp));
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
    public void write(Batch operations) {
      try {
        for (int i = 0; i < operations.size(); i++) {
          int kind = operations.isDelete(i) ? RecordFormat.DELETE : RecordFormat.ADD;
          row(kind, operations.member(i), operations.stamp(i)).get(rowBytes);
          batch.merge(family, Bytes.set(keyBytes, operations.set(i)), rowBytes);
        }
        db.write(writes, batch);
        batch.clear();
      } catch (RocksDBException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void page(long set, int offset, int limit, Page page) {
      Winners winners = new Winners();
      decode(set, winners);
      winners.page(offset, limit, page);
    }

    @Override
    public boolean contains(long set, long member) {
      Winners winners = new Winners();
      decode(set, winners);
      return winners.contains(member);
    }

    @Override
    public void timeline(long[] sets, int limit, Page page) {
      Newest newest = new Newest(limit);
      for (long set : sets) {
        Winners winners = new Winners();
        decode(set, winners);
        newest.offer(winners.newestFirst(false));
      }
      newest.page(page);
    }

    private void decode(long set, Winners into) {
      ByteBuffer rows = reader.read(set).order(ByteOrder.LITTLE_ENDIAN);
      for (int at = 0; at < rows.limit(); at += ROW) {
        into.apply(
            Long.reverseBytes(rows.getLong(at + MEMBER)),
            rows.getLong(at + RecordFormat.OPERATION_STAMP),
            rows.get(at) == RecordFormat.DELETE);
      }
    }

    @Override
    public void close() {
      batch.close();
    }
  }
}
