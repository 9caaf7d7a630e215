// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static dev.lastword.TestStores.utf8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.merge.LwwMergeOperator;
import dev.lastword.merge.Policy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BuiltinComparator;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.OptimisticTransactionDB;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Transaction;
import org.rocksdb.TransactionDB;
import org.rocksdb.TransactionDBOptions;
import org.rocksdb.WriteOptions;

/** Stores over databases that someone else opened. */
final class StoreAttachTest {
  static {
    RocksDB.loadLibrary();
  }

  @TempDir Path dir;

  @Test
  void attach_columnFamiliesOfDifferentPolicies_keepApart() throws RocksDBException {
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    try (LwwMergeOperator feeds = LwwMergeOperator.create(Policy.forget().maxAdds(2));
        LwwMergeOperator members = LwwMergeOperator.create(Policy.keep());
        DBOptions options =
            new DBOptions().setCreateIfMissing(true).setCreateMissingColumnFamilies(true);
        ColumnFamilyOptions plain = new ColumnFamilyOptions();
        ColumnFamilyOptions feedOptions =
            new ColumnFamilyOptions().setMergeOperator(feeds.handle());
        ColumnFamilyOptions memberOptions =
            new ColumnFamilyOptions().setMergeOperator(members.handle());
        RocksDB db =
            RocksDB.open(
                options,
                dir.toString(),
                List.of(
                    new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, plain),
                    new ColumnFamilyDescriptor(utf8("feeds: #1"), feedOptions),
                    new ColumnFamilyDescriptor(utf8("members"), memberOptions)),
                handles)) {
      db.put(utf8("mine"), utf8("untouched"));
      LwwStore feedStore = LwwStore.attach(db, handles.get(1), feeds);
      LwwStore memberStore = LwwStore.attach(db, handles.get(2), members);
      for (int i = 0; i < 5; i++) {
        feedStore.add("key", "m" + i, i);
        memberStore.add("key", "m" + i, i);
      }
      assertEquals(2, feedStore.size("key"));
      assertEquals(5, memberStore.size("key"));
      feedStore.compact();
      PendingRecord pending = feedStore.pending(utf8("key"));
      assertArrayEquals(feedStore.record("key"), Objects.requireNonNull(pending).base());
      feedStore.close();
      assertThrows(IllegalStateException.class, () -> feedStore.size("key"));
      assertEquals(5, memberStore.size("key"), "the other store goes on");
      assertArrayEquals(utf8("untouched"), db.get(utf8("mine")), "and so does the database");

      assertThrows(
          ForeignOperatorException.class,
          () -> LwwStore.attach(db, handles.getFirst(), feeds),
          "no operator");
      assertThrows(
          PolicyMismatchException.class,
          () -> LwwStore.attach(db, handles.get(1), members),
          "another policy");
      memberStore.close();
      handles.forEach(ColumnFamilyHandle::close);
    }
  }

  /** RocksDB would write to the family of that number, and read the other database's files. */
  @Test
  void attach_aHandleOfAnotherDatabase_isRefused() throws RocksDBException {
    try (LwwMergeOperator operator = LwwMergeOperator.create(Policy.forget());
        Options options =
            new Options().setCreateIfMissing(true).setMergeOperator(operator.handle());
        RocksDB one = RocksDB.open(options, dir.resolve("one").toString());
        RocksDB other = RocksDB.open(options, dir.resolve("other").toString());
        ColumnFamilyOptions familyOptions =
            new ColumnFamilyOptions().setMergeOperator(operator.handle());
        ColumnFamilyHandle feeds =
            other.createColumnFamily(new ColumnFamilyDescriptor(utf8("feeds"), familyOptions))) {
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> LwwStore.attach(one, feeds, operator));
      assertTrue(refused.toString().contains("belongs to another database"), refused::toString);
      assertTrue(refused.toString().contains(other.getName()), refused::toString);
      LwwStore.attach(other, feeds, operator).close();
    }
  }

  @Test
  void attach_transactionDb_seesCommittedMerges() throws RocksDBException {
    try (LwwMergeOperator operator = LwwMergeOperator.create(Policy.forget());
        Options options =
            new Options().setCreateIfMissing(true).setMergeOperator(operator.handle());
        TransactionDBOptions transactions = new TransactionDBOptions();
        TransactionDB db = TransactionDB.open(options, transactions, dir.toString());
        WriteOptions writes = new WriteOptions();
        LwwStore store = LwwStore.attach(db, db.getDefaultColumnFamily(), operator)) {
      store.add("key", "a", 1);
      try (LwwBatch batch = store.batch();
          Transaction transaction = db.beginTransaction(writes)) {
        batch.add("key", "b", 2);
        batch.write();
        transaction.mergeUntracked(utf8("other"), dev.lastword.record.Operations.add(utf8("c"), 3));
        assertEquals(0, store.size("other"));
        transaction.commit();
      }
      assertEquals(1, store.size("other"));
      assertEquals(
          List.of("b", "a"), store.select("key", 0, 9).stream().map(Entry::memberText).toList());
      assertEquals(2, store.timelineOf(List.of("key"), null, 10).size());
    }
  }

  @Test
  void attach_optimisticTransactionDb_works() throws RocksDBException {
    try (LwwMergeOperator operator = LwwMergeOperator.create(Policy.forget());
        Options options =
            new Options().setCreateIfMissing(true).setMergeOperator(operator.handle());
        OptimisticTransactionDB db = OptimisticTransactionDB.open(options, dir.toString());
        LwwStore store =
            LwwStore.attachment(db, db.getDefaultColumnFamily(), operator)
                .maxFutureSkew(5, () -> 10)
                .onQuarantine((key, chunks, bytes) -> {})
                .writeOptions(writes -> writes.setSync(true))
                .attach()) {
      store.add("key", "a", 1);
      store.delete("key", "a", 2);
      assertThrows(StampGuardException.class, () -> store.add("key", "b", 16));
      assertEquals(new Membership(Membership.State.DELETED, 2), store.contains("key", "a"));
    }
  }

  /** Prefixes, ranges and passes over all sets would find nothing, or not all. */
  @Test
  void attachOrOpen_whereKeysHaveAnotherOrder_isRefused() throws RocksDBException {
    try (LwwMergeOperator operator = LwwMergeOperator.create(Policy.forget());
        Options options =
            new Options()
                .setCreateIfMissing(true)
                .setMergeOperator(operator.handle())
                .setComparator(BuiltinComparator.REVERSE_BYTEWISE_COMPARATOR);
        RocksDB db = RocksDB.open(options, dir.resolve("attached").toString())) {
      assertRefusedOrder(() -> LwwStore.attach(db, db.getDefaultColumnFamily(), operator));
    }
    StoreBuilder builder =
        LwwStore.builder(dir.resolve("opened"))
            .policy(Policy.forget())
            .columnFamilyOptions(
                o -> o.setComparator(BuiltinComparator.REVERSE_BYTEWISE_COMPARATOR));
    assertRefusedOrder(builder::open);
    assertRefusedOrder(builder.readOnly(true)::open);
  }

  private static void assertRefusedOrder(Executable opening) {
    StorageException refused = assertThrows(StorageException.class, opening);
    assertTrue(refused.toString().contains("ReverseBytewiseComparator"), refused::toString);
  }

  /** The OPTIONS file tells of the last opening for writing only. */
  @Test
  void attach_openedForReading_goesByTheOperatorInForce() throws RocksDBException {
    fill();
    Policy other = Policy.forget().maxAdds(1);
    try (LwwMergeOperator operator = LwwMergeOperator.create(Policy.forget());
        LwwMergeOperator narrow = LwwMergeOperator.create(other);
        Options options = new Options();
        Options narrowed = new Options().setMergeOperator(narrow.handle());
        RocksDB without = RocksDB.openReadOnly(options, dir.toString());
        RocksDB with = RocksDB.openReadOnly(narrowed, dir.toString())) {
      assertThrows(
          ForeignOperatorException.class,
          () -> LwwStore.attach(without, without.getDefaultColumnFamily(), operator),
          "a read would end the process");
      assertThrows(
          PolicyMismatchException.class,
          () -> LwwStore.attach(with, with.getDefaultColumnFamily(), operator));
      try (LwwStore store = LwwStore.attach(with, with.getDefaultColumnFamily(), narrow)) {
        assertEquals(1, store.size("key"));
      }
    }
  }

  @Test
  void attach_openedForReading_refusesWritesAsAStoreDoes() throws RocksDBException {
    fill();
    try (LwwMergeOperator operator = LwwMergeOperator.create(Policy.forget());
        Options options = new Options().setMergeOperator(operator.handle());
        RocksDB db = RocksDB.openReadOnly(options, dir.toString());
        LwwStore store = LwwStore.attach(db, db.getDefaultColumnFamily(), operator);
        LwwSnapshot snapshot = store.snapshot()) {
      assertEquals(2, snapshot.size("key"));
      assertThrows(UnsupportedOperationException.class, () -> store.add("key", "c", 3));
      assertThrows(UnsupportedOperationException.class, store::batch);
      assertThrows(UnsupportedOperationException.class, store::catchUp);
    }
  }

  @Test
  void attach_openedAsASecondary_catchesUpAndHasNoSnapshots() throws RocksDBException {
    fill();
    try (LwwMergeOperator operator = LwwMergeOperator.create(Policy.forget());
        LwwStore writer = LwwStore.open(dir);
        Options options = new Options().setMergeOperator(operator.handle()).setMaxOpenFiles(-1);
        RocksDB db =
            RocksDB.openAsSecondary(
                options, dir.toString(), dir.resolveSibling(dir.getFileName() + "-2").toString());
        LwwStore store = LwwStore.attach(db, db.getDefaultColumnFamily(), operator)) {
      assertEquals(2, store.size("key"));
      assertThrows(UnsupportedOperationException.class, () -> store.add("key", "c", 3));
      assertThrows(UnsupportedOperationException.class, store::snapshot);
      writer.add("key", "c", 3);
      store.catchUp();
      assertEquals(3, store.size("key"));
    }
  }

  /** Without the check this ends the process. */
  @Test
  void attach_toWhatIsClosed_isRefused() throws RocksDBException {
    try (LwwMergeOperator operator = LwwMergeOperator.create(Policy.forget());
        Options options =
            new Options().setCreateIfMissing(true).setMergeOperator(operator.handle());
        ColumnFamilyOptions merged = new ColumnFamilyOptions(options)) {
      RocksDB db = RocksDB.open(options, dir.toString());
      ColumnFamilyHandle lent = db.getDefaultColumnFamily();
      ColumnFamilyHandle family =
          db.createColumnFamily(new ColumnFamilyDescriptor(utf8("sets"), merged));
      LwwStore.attach(db, lent, operator).close();
      LwwStore.attach(db, family, operator).close();
      family.close();
      assertThrows(IllegalStateException.class, () -> LwwStore.attach(db, family, operator));
      db.close();
      assertThrows(IllegalStateException.class, () -> LwwStore.attach(db, lent, operator));
    }
  }

  /** The database goes on returning the handle, which owns nothing then, as a lent one does. */
  @Test
  void attach_toTheClosedHandleThatTheDatabaseReturns_isRefused() throws RocksDBException {
    try (LwwMergeOperator operator = LwwMergeOperator.create(Policy.forget());
        DBOptions options = new DBOptions().setCreateIfMissing(true);
        ColumnFamilyOptions familyOptions =
            new ColumnFamilyOptions().setMergeOperator(operator.handle())) {
      List<ColumnFamilyHandle> handles = new ArrayList<>();
      List<ColumnFamilyDescriptor> families =
          List.of(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, familyOptions));
      try (RocksDB db = RocksDB.open(options, dir.toString(), families, handles)) {
        ColumnFamilyHandle returned = db.getDefaultColumnFamily();
        LwwStore.attach(db, returned, operator).close();
        handles.getFirst().close();
        assertThrows(IllegalStateException.class, () -> LwwStore.attach(db, returned, operator));
      }
    }
  }

  @Test
  void attach_toWhatAnotherDatabaseLends_isRefusedAsSuch() throws RocksDBException {
    try (LwwMergeOperator operator = LwwMergeOperator.create(Policy.forget());
        Options options =
            new Options().setCreateIfMissing(true).setMergeOperator(operator.handle());
        RocksDB one = RocksDB.open(options, dir.toString())) {
      RocksDB other = RocksDB.open(options, dir + "-other");
      ColumnFamilyHandle lent = other.getDefaultColumnFamily();
      for (String named : List.of(other.getName(), "closed")) {
        IllegalArgumentException refused =
            assertThrows(
                IllegalArgumentException.class, () -> LwwStore.attach(one, lent, operator));
        assertTrue(refused.toString().contains("the handle's=" + named), refused::toString);
        other.close();
      }
    }
  }

  /** Leaves operands in two table files. */
  private void fill() {
    try (LwwStore store = LwwStore.open(dir, Policy.forget())) {
      store.add("key", "a", 1);
      store.flush();
      store.add("key", "b", 2);
      store.flush();
    }
  }

  @Test
  void calls_afterTheOwnerClosedTheDatabase_throwInsteadOfCrashing() throws RocksDBException {
    try (LwwMergeOperator operator = LwwMergeOperator.create(Policy.forget());
        Options options =
            new Options().setCreateIfMissing(true).setMergeOperator(operator.handle())) {
      RocksDB db = RocksDB.open(options, dir.toString());
      LwwStore store = LwwStore.attach(db, db.getDefaultColumnFamily(), operator);
      store.add("key", "a", 1);
      db.close();
      assertThrows(IllegalStateException.class, () -> store.add("key", "b", 2));
      assertThrows(IllegalStateException.class, () -> store.size("key"));
      store.close();
    }
  }

  @Test
  void close_afterTheOwnerClosedTheDatabase_leavesItsMemoryAlone() throws RocksDBException {
    try (LwwMergeOperator operator = LwwMergeOperator.create(Policy.forget());
        Options options =
            new Options().setCreateIfMissing(true).setMergeOperator(operator.handle())) {
      RocksDB db = RocksDB.open(options, dir.toString());
      LwwStore store = LwwStore.attach(db, db.getDefaultColumnFamily(), operator);
      store.add("a", "m", 1);
      store.add("b", "m", 1);
      LwwSnapshot open = store.snapshot();
      LwwSnapshot closedFirst = store.snapshot();
      KeyIterator keys = store.keys();
      RecordIterator records = store.records(new byte[0]);
      keys.next();
      records.next();
      db.close();
      assertThrows(IllegalStateException.class, keys::next);
      assertThrows(IllegalStateException.class, records::hasNext);
      assertThrows(IllegalStateException.class, () -> open.size("a"));
      closedFirst.close();
      keys.close();
      store.close();
      assertThrows(IllegalStateException.class, records::next);
    }
  }
}
