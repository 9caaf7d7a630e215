// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * One value a set, read and written by the application: get, decode into a hash map, apply, sort by
 * stamp, cut, encode, put, under a lock. What one writes first, and what most have in production.
 * The rows lie newest first, so that a page decodes no more than it shows. A batch reads and writes
 * each of its sets once.
 */
final class ReadModifyWrite extends RocksContender {
  private final Stripes stripes = new Stripes();
  private final int bound;

  ReadModifyWrite(Setting setting) {
    super(setting, options -> options.setMaxSuccessiveMerges(0));
    bound = setting.bound();
  }

  @Override
  public Session session() {
    return new RowSession();
  }

  private final class RowSession implements Session {
    private final byte[] key = new byte[Long.BYTES];
    private final WriteBatch batch = new WriteBatch();
    private final ValueReader reader = new ValueReader(ReadModifyWrite.this);

    @Override
    public void add(long set, long member, long stamp) {
      change(set, new Row(member, stamp, false));
    }

    @Override
    public void delete(long set, long member, long stamp) {
      change(set, new Row(member, stamp, true));
    }

    private void change(long set, Row row) {
      Lock lock = stripes.of(set);
      lock.lock();
      try {
        Winners winners = RowValue.decode(reader.read(set));
        winners.apply(row);
        db.put(family, writes, Bytes.set(key, set), RowValue.encode(winners, bound));
      } catch (RocksDBException e) {
        throw new IllegalStateException(e);
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void write(Batch operations) {
      stripes.lockAll();
      try {
        for (Map.Entry<Long, Winners> set : apply(operations).entrySet()) {
          byte[] value = RowValue.encode(set.getValue(), bound);
          batch.put(family, Bytes.set(key, set.getKey()), value);
        }
        db.write(writes, batch);
        batch.clear();
      } catch (RocksDBException e) {
        throw new IllegalStateException(e);
      } finally {
        stripes.unlockAll();
      }
    }

    private Map<Long, Winners> apply(Batch operations) {
      Map<Long, Winners> sets = new LinkedHashMap<>();
      for (int i = 0; i < operations.size(); i++) {
        sets.computeIfAbsent(operations.set(i), set -> RowValue.decode(reader.read(set)))
            .apply(operations.member(i), operations.stamp(i), operations.isDelete(i));
      }
      return sets;
    }

    @Override
    public void page(long set, int offset, int limit, Page page) {
      ByteBuffer value = reader.read(set);
      int to = Math.min(offset + limit, RowValue.live(value));
      page.clear();
      for (int i = offset; i < to; i++) {
        page.add(RowValue.member(value, i), RowValue.stamp(value, i));
      }
    }

    @Override
    public boolean contains(long set, long member) {
      ByteBuffer value = reader.read(set);
      int live = RowValue.live(value);
      for (int i = 0; i < live; i++) {
        if (RowValue.member(value, i) == member) {
          return true;
        }
      }
      return false;
    }

    @Override
    public void timeline(long[] sets, int limit, Page page) {
      Newest newest = new Newest(limit);
      for (long set : sets) {
        offer(reader.read(set), newest);
      }
      newest.page(page);
    }

    private static void offer(ByteBuffer value, Newest newest) {
      int live = RowValue.live(value);
      int i = 0;
      while (i < live
          && newest.offer(new Row(RowValue.member(value, i), RowValue.stamp(value, i), false))) {
        i++;
      }
    }

    @Override
    public void close() {
      batch.close();
    }
  }
}
