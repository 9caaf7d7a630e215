// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/**
 * The layout that Kvrocks gives a sorted set: a RocksDB key for each member with its stamp, and a
 * second key that sorts the members by time, see {@link MemberKeys}. A write reads its member
 * before it writes, under a lock; a page is a walk over the keys of time. Tombstones stay in the
 * member's key. No count is kept, which Kvrocks does at the price of one more read and write: each
 * session cuts the set that every so many of its adds go to, a tenth of the bound, so that sets
 * stay near their bound.
 */
final class KeyPerMember extends RocksContender {
  private static final int CUTS_PER_BOUND = 10;

  private final Stripes stripes = new Stripes();
  private final int bound;
  private final int addsToCut;

  KeyPerMember(Setting setting) {
    super(setting, options -> options.setMaxSuccessiveMerges(0));
    bound = setting.bound();
    addsToCut = Math.max(1, bound / CUTS_PER_BOUND);
  }

  @Override
  public Session session() {
    return new MemberSession();
  }

  /** A member of a set. */
  private record Name(long set, long member) {}

  private final class MemberSession implements Session {
    private final ByteBuffer key = ByteBuffer.allocateDirect(MemberKeys.MEMBER_KEY);
    private final ByteBuffer value = ByteBuffer.allocateDirect(MemberKeys.VALUE);
    private final WriteBatch batch = new WriteBatch();
    private final Cutter cutter = new Cutter(KeyPerMember.this, bound);
    private int adds;

    @Override
    public void add(long set, long member, long stamp) {
      change(set, new Row(member, stamp, false));
      countAdd(set);
    }

    @Override
    public void delete(long set, long member, long stamp) {
      change(set, new Row(member, stamp, true));
    }

    private void change(long set, Row row) {
      Lock lock = stripes.of(set);
      lock.lock();
      try {
        int size =
            db.get(family, reads, MemberKeys.member(key.clear(), set, row.member()), value.clear());
        if (size < 0) {
          put(set, row);
        } else {
          replace(set, MemberKeys.row(row.member(), value), row);
        }
        apply();
      } catch (RocksDBException e) {
        throw new IllegalStateException(e);
      } finally {
        lock.unlock();
      }
    }

    private void replace(long set, Row there, Row row) throws RocksDBException {
      if (!row.beats(there)) {
        return;
      }
      if (!there.delete()) {
        batch.delete(family, MemberKeys.time(set, there));
      }
      put(set, row);
    }

    private void put(long set, Row row) throws RocksDBException {
      batch.put(family, MemberKeys.member(set, row.member()), MemberKeys.value(row));
      if (!row.delete()) {
        batch.put(family, MemberKeys.time(set, row), MemberKeys.NOTHING);
      }
    }

    private void apply() throws RocksDBException {
      if (batch.count() > 0) {
        db.write(writes, batch);
        batch.clear();
      }
    }

    @Override
    public void write(Batch operations) {
      Map<Name, Row> rows = new HashMap<>();
      for (int i = 0; i < operations.size(); i++) {
        rows.merge(
            new Name(operations.set(i), operations.member(i)),
            new Row(operations.member(i), operations.stamp(i), operations.isDelete(i)),
            (there, row) -> row.beats(there) ? row : there);
      }
      stripes.lockAll();
      try {
        change(rows);
        apply();
      } catch (RocksDBException e) {
        throw new IllegalStateException(e);
      } finally {
        stripes.unlockAll();
      }
      cutSome(operations);
    }

    private void change(Map<Name, Row> rows) throws RocksDBException {
      List<byte[]> keys = new ArrayList<>(rows.size());
      for (Name name : rows.keySet()) {
        keys.add(MemberKeys.member(name.set(), name.member()));
      }
      List<byte[]> values = db.multiGetAsList(reads, keys);
      int i = 0;
      for (Map.Entry<Name, Row> entry : rows.entrySet()) {
        byte[] there = values.get(i++);
        Row row = entry.getValue();
        if (there == null) {
          put(entry.getKey().set(), row);
        } else {
          replace(entry.getKey().set(), MemberKeys.row(row.member(), ByteBuffer.wrap(there)), row);
        }
      }
    }

    private void cutSome(Batch operations) {
      for (int i = 0; i < operations.size(); i++) {
        if (!operations.isDelete(i)) {
          countAdd(operations.set(i));
        }
      }
    }

    private void countAdd(long set) {
      adds++;
      if (adds == addsToCut) {
        adds = 0;
        cut(set);
      }
    }

    private void cut(long set) {
      Lock lock = stripes.of(set);
      lock.lock();
      try {
        cutter.cut(set);
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void page(long set, int offset, int limit, Page page) {
      page.clear();
      try (RocksIterator iterator = db.newIterator(family, reads)) {
        TimeWalk walk = new TimeWalk(iterator, set);
        walk.skip(offset);
        while (page.size() < limit && walk.isValid()) {
          page.add(walk.member(), walk.stamp());
          walk.next();
        }
      }
    }

    @Override
    public boolean contains(long set, long member) {
      try {
        int size =
            db.get(family, reads, MemberKeys.member(key.clear(), set, member), value.clear());
        return size >= 0 && !MemberKeys.row(member, value).delete();
      } catch (RocksDBException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void timeline(long[] sets, int limit, Page page) {
      Newest newest = new Newest(limit);
      try (RocksIterator iterator = db.newIterator(family, reads)) {
        for (long set : sets) {
          TimeWalk walk = new TimeWalk(iterator, set);
          while (walk.isValid() && newest.offer(new Row(walk.member(), walk.stamp(), false))) {
            walk.next();
          }
        }
      }
      newest.page(page);
    }

    @Override
    public void close() {
      cutter.close();
      batch.close();
    }
  }
}
