// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import dev.lastword.record.RecordFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.rocksdb.StringAppendOperator;

/**
 * Blind merges of the very operands that Lastword writes, with RocksDB's own native
 * StringAppendOperator, which knows nothing of their meaning: it puts them one behind the other,
 * and keeps everything for ever. What a write costs when nothing is merged; the reader decodes the
 * whole chain into a hash map. From RocksDB's {@code utilities/merge_operators}.
 */
final class StringAppend extends RocksContender {
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

  private final class AppendSession extends OperandSession {
    AppendSession() {
      super(StringAppend.this);
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
  }
}
