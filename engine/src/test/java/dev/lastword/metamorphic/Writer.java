// SPDX-License-Identifier: Apache-2.0
package dev.lastword.metamorphic;

import java.nio.file.Path;
import java.util.List;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.EnvOptions;
import org.rocksdb.IngestExternalFileOptions;
import org.rocksdb.OptimisticTransactionDB;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileWriter;
import org.rocksdb.Status;
import org.rocksdb.Transaction;
import org.rocksdb.TransactionDB;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteBatchInterface;
import org.rocksdb.WriteBatchWithIndex;
import org.rocksdb.WriteOptions;

/** Brings changes into a database, by each of the ways RocksDB has, and into the model. */
final class Writer {
  private final Rules rules;
  private final World world;
  private final Path ingested;

  Writer(Rules rules, World world, Path ingested) {
    this.rules = rules;
    this.world = world;
    this.ingested = ingested;
  }

  void write(Handle handle, Step.Write write) throws RocksDBException {
    List<Step.Change> changes = write.changes();
    switch (write.via()) {
      case EACH -> each(handle, changes);
      case BATCH -> batch(handle, changes);
      case INGEST -> ingest(handle, changes);
      case COMMIT -> transaction(handle, changes, true);
      case ROLLBACK -> transaction(handle, changes, false);
    }
    if (write.via() != Step.Via.ROLLBACK) {
      changes.forEach(world::apply);
    }
  }

  /** Transaction databases know no range deletes: there, key by key. */
  void deleteRange(Handle handle, Step.DeleteRange range) throws RocksDBException {
    ColumnFamilyHandle family = handle.family(range.family());
    if (isTransactional(handle.db())) {
      for (int key = range.from(); key < range.to(); key++) {
        handle.db().delete(family, View.key(key));
      }
    } else {
      handle.db().deleteRange(family, View.key(range.from()), View.key(range.to()));
    }
    world.apply(range);
  }

  private static void each(Handle handle, List<Step.Change> changes) throws RocksDBException {
    for (Step.Change change : changes) {
      ColumnFamilyHandle family = handle.family(change.family());
      byte[] key = View.key(change.key());
      switch (change.kind()) {
        case 'D' -> handle.db().delete(family, key);
        case 'P' -> handle.db().put(family, key, change.bytes().array());
        default -> handle.db().merge(family, key, change.bytes().array());
      }
    }
  }

  private static void batch(Handle handle, List<Step.Change> changes) throws RocksDBException {
    try (WriteBatch batch = new WriteBatch();
        WriteOptions options = new WriteOptions()) {
      for (Step.Change change : changes) {
        add(handle, batch, change);
      }
      handle.db().write(options, batch);
    }
  }

  private static void add(Handle handle, WriteBatchInterface batch, Step.Change change)
      throws RocksDBException {
    ColumnFamilyHandle family = handle.family(change.family());
    byte[] key = View.key(change.key());
    switch (change.kind()) {
      case 'D' -> batch.delete(family, key);
      case 'P' -> batch.put(family, key, change.bytes().array());
      default -> batch.merge(family, key, change.bytes().array());
    }
  }

  private void ingest(Handle handle, List<Step.Change> changes) throws RocksDBException {
    ColumnFamilyHandle family = handle.family(changes.getFirst().family());
    try (EnvOptions env = new EnvOptions();
        Options options = new Options();
        SstFileWriter file = new SstFileWriter(env, options);
        IngestExternalFileOptions move = new IngestExternalFileOptions().setMoveFiles(true)) {
      file.open(ingested.toString());
      for (Step.Change change : changes) {
        file.merge(View.key(change.key()), change.bytes().array());
      }
      file.finish();
      ingest(handle, family, move);
    }
  }

  /** RocksDB asks for another try when a flush of its own came between. */
  private void ingest(Handle handle, ColumnFamilyHandle family, IngestExternalFileOptions move)
      throws RocksDBException {
    for (int tries = 0; ; tries++) {
      try {
        handle.db().ingestExternalFile(family, List.of(ingested.toString()), move);
        return;
      } catch (RocksDBException e) {
        Status status = e.getStatus();
        if (tries == 100 || status == null || status.getCode() != Status.Code.TryAgain) {
          throw e;
        }
      }
    }
  }

  private void transaction(Handle handle, List<Step.Change> changes, boolean commit)
      throws RocksDBException {
    try (WriteOptions options = new WriteOptions();
        ReadOptions reads = new ReadOptions()) {
      if (isTransactional(handle.db())) {
        try (Transaction transaction = begin(handle.db(), options)) {
          inTransaction(handle, transaction, reads, changes);
          if (commit) {
            transaction.commit();
          } else {
            transaction.rollback();
          }
        }
      } else {
        try (WriteBatchWithIndex batch = new WriteBatchWithIndex(true)) {
          inIndexedBatch(handle, batch, reads, changes);
          if (commit) {
            handle.db().write(options, batch);
          }
        }
      }
    }
  }

  /** Reads of a transaction see its own writes over what the database holds. */
  private void inTransaction(
      Handle handle, Transaction transaction, ReadOptions reads, List<Step.Change> changes)
      throws RocksDBException {
    World inside = world.copy();
    for (Step.Change change : changes) {
      ColumnFamilyHandle family = handle.family(change.family());
      byte[] key = View.key(change.key());
      switch (change.kind()) {
        case 'D' -> transaction.delete(family, key);
        case 'P' -> transaction.put(family, key, change.bytes().array());
        default -> transaction.merge(family, key, change.bytes().array());
      }
      inside.apply(change);
      rules.check(inside.get(change.family(), change.key()), transaction.get(reads, family, key));
    }
  }

  private void inIndexedBatch(
      Handle handle, WriteBatchWithIndex batch, ReadOptions reads, List<Step.Change> changes)
      throws RocksDBException {
    World inside = world.copy();
    for (Step.Change change : changes) {
      add(handle, batch, change);
      inside.apply(change);
      ColumnFamilyHandle family = handle.family(change.family());
      byte[] key = View.key(change.key());
      rules.check(
          inside.get(change.family(), change.key()),
          batch.getFromBatchAndDB(handle.db(), family, reads, key));
    }
  }

  private static boolean isTransactional(RocksDB db) {
    return db instanceof TransactionDB || db instanceof OptimisticTransactionDB;
  }

  private static Transaction begin(RocksDB db, WriteOptions options) {
    return db instanceof TransactionDB locking
        ? locking.beginTransaction(options)
        : ((OptimisticTransactionDB) db).beginTransaction(options);
  }
}
