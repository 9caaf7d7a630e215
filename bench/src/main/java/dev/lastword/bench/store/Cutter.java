// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.WriteBatch;

/** Removes from a {@link KeyPerMember} set what is older than its newest entries. */
final class Cutter implements AutoCloseable {
  private final RocksContender contender;
  private final int bound;
  private final WriteBatch batch = new WriteBatch();

  Cutter(RocksContender contender, int bound) {
    this.contender = contender;
    this.bound = bound;
  }

  /** Walks over the newest entries and deletes all others of the set, in one batch. */
  void cut(long set) {
    try (Slice end = new Slice(MemberKeys.behindTimes(set));
        ReadOptions within = new ReadOptions(contender.reads).setIterateUpperBound(end);
        RocksIterator iterator = contender.db.newIterator(contender.family, within)) {
      TimeWalk walk = new TimeWalk(iterator, set);
      for (walk.skip(bound); walk.isValid(); walk.next()) {
        Row row = new Row(walk.member(), walk.stamp(), false);
        batch.delete(contender.family, MemberKeys.time(set, row));
        batch.delete(contender.family, MemberKeys.member(set, row.member()));
      }
      if (batch.count() > 0) {
        contender.db.write(contender.writes, batch);
        batch.clear();
      }
    } catch (RocksDBException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    batch.close();
  }
}
