// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static dev.lastword.TestStores.utf8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.merge.LwwMergeOperator;
import dev.lastword.merge.Policy;
import dev.lastword.record.Operations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** What else can be done wrong with a store: each with an end that is told, none with a crash. */
@Timeout(120)
final class StoreMisuseTest {
  static {
    RocksDB.loadLibrary();
  }

  @TempDir Path temp;

  @Test
  void close_fromTheClockOfTheGuard_isPossible() {
    List<LwwStore> opened = new ArrayList<>();
    for (int kind = 0; kind < 3; kind++) {
      LwwStore store =
          LwwStore.builder(temp)
              .policy(Policy.forget())
              .maxFutureSkew(
                  5,
                  () -> {
                    opened.getLast().close();
                    return 10;
                  })
              .open();
      opened.add(store);
      LwwBatch batch = store.batch();
      byte[] record = Operations.add(utf8("m"), 1);
      switch (kind) {
        case 0 -> assertThrows(IllegalStateException.class, () -> store.add("key", "m", 1));
        case 1 -> assertThrows(IllegalStateException.class, () -> store.join("key", record));
        default -> assertThrows(IllegalStateException.class, () -> batch.join("key", record));
      }
    }
    try (LwwStore store = LwwStore.open(temp)) {
      assertEquals(0, store.size("key"));
    }
  }

  @Test
  void attach_twiceToOneFamily_givesTwoStoresOfTheSameSets() throws RocksDBException {
    try (LwwMergeOperator operator = LwwMergeOperator.create(Policy.forget());
        Options options =
            new Options().setCreateIfMissing(true).setMergeOperator(operator.handle());
        RocksDB db = RocksDB.open(options, temp.toString());
        ColumnFamilyHandle family = db.getDefaultColumnFamily()) {
      LwwStore one = LwwStore.attach(db, family, operator);
      LwwStore two = LwwStore.attach(db, family, operator);
      one.add("key", "a", 1);
      two.add("key", "b", 2);
      assertEquals(2, one.size("key"));
      assertEquals(2, two.size("key"));
      one.close();
      assertThrows(IllegalStateException.class, () -> one.size("key"));
      two.add("key", "c", 3);
      assertEquals(3, two.size("key"));
      two.close();
    }
  }

  @Test
  void calls_afterTheFamilyWasDropped_readWhatWasThereAndRefuseWrites() throws RocksDBException {
    withAFamily((db, family, store) -> {
      store.add("key", "a", 1);
      store.flush();
      store.add("key", "b", 2);
      KeyIterator keys = store.keys();
      db.dropColumnFamily(family);
      assertEquals(2, store.size("key"));
      assertEquals(1, store.select("key", 1, 10).size());
      keys.next();
      assertFalse(keys.hasNext());
      assertThrows(StorageException.class, () -> store.add("key", "c", 3));
      assertThrows(StorageException.class, store::flush);
      assertThrows(StorageException.class, store::compact);
      assertThrows(RocksDBException.class, () -> db.put(utf8("k"), utf8("v")), "RocksDB's own way");
      assertEquals(2, store.size("key"));
      store.close();
      family.close();
    });
    try (Options options = new Options();
        RocksDB db = RocksDB.open(options, temp.toString())) {
      db.put(utf8("k"), utf8("v"));
      assertArrayEquals(utf8("v"), db.get(utf8("k")), "opened again, it takes writes");
      assertEquals(1, RocksDB.listColumnFamilies(options, temp.toString()).size());
    }
  }

  /** Without the check this reads freed memory. */
  @Test
  void calls_afterTheHandleWasClosed_throwInsteadOfCrashing() throws RocksDBException {
    withAFamily((db, family, store) -> {
      store.add("key", "a", 1);
      LwwSnapshot snapshot = store.snapshot();
      KeyIterator keys = store.keys();
      family.close();
      assertThrows(IllegalStateException.class, () -> store.add("key", "b", 2));
      assertThrows(IllegalStateException.class, () -> snapshot.size("key"));
      assertThrows(IllegalStateException.class, keys::next);
      IllegalStateException told =
          assertThrows(IllegalStateException.class, () -> store.size("key"));
      assertTrue(told.toString().contains("handle was closed"), told::toString);
      store.close();
    });
  }

  @Test
  void files_deletedBeneathTheStore_neitherCrashItNorComeBack() throws IOException {
    Path dir = temp.resolve("db");
    LwwStore store = LwwStore.open(dir, Policy.forget());
    store.add("key", "a", 1);
    store.flush();
    store.add("key", "b", 2);
    try (Stream<Path> files = Files.walk(dir)) {
      files.sorted(Comparator.reverseOrder()).forEach(StoreMisuseTest::delete);
    }
    assertEquals(2, store.size("key"), "open files are still there");
    assertThrows(StorageException.class, store::flush);
    try {
      store.close();
    } catch (StorageException e) {
      assertTrue(e.toString().contains("log"), e::toString);
    }
    store.close();
    assertThrows(IllegalStateException.class, () -> store.size("key"));
    StorageException gone = assertThrows(StorageException.class, () -> LwwStore.open(dir));
    assertTrue(gone.toString().contains("no database here"), gone::toString);
  }

  @Test
  void destroyDb_ofAnOpenStore_isRefusedByItsLock() {
    Path dir = temp.resolve("db");
    try (LwwStore store = LwwStore.open(dir, Policy.forget());
        Options options = new Options()) {
      store.add("key", "a", 1);
      assertThrows(RocksDBException.class, () -> RocksDB.destroyDB(dir.toString(), options));
      store.flush();
      assertEquals(1, store.size("key"));
    }
  }

  /** RocksDB knows an open database by the letters of the path that it was given. */
  @Test
  void destroyOrOpen_pastAStoreOfARelativePath_isRefusedByItsLock() throws Exception {
    Path dir = Path.of("").toAbsolutePath().relativize(temp.toRealPath().resolve("db"));
    try (LwwStore store = LwwStore.open(dir, Policy.forget());
        Options options = new Options()) {
      store.add("key", "a", 1);
      assertThrows(RocksDBException.class, () -> RocksDB.destroyDB(dir.toString(), options));
      assertThrows(RocksDBException.class, () -> RocksDB.open(options, dir.toString()).close());
      store.flush();
      assertEquals(1, store.size("key"));
    }
  }

  @Test
  void open_ofAnInterruptedThread_isAsEver() {
    try (LwwStore store = LwwStore.open(temp, Policy.forget())) {
      store.add("key", "a", 1);
    }
    Thread.currentThread().interrupt();
    try (LwwStore store = LwwStore.open(temp)) {
      assertEquals(1, store.size("key"));
      assertTrue(Thread.currentThread().isInterrupted());
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void join_ofAnArrayThatChangesMeanwhile_writesWhatWasChecked() throws Exception {
    byte[] record = Operations.add(utf8("member"), 1);
    AtomicBoolean done = new AtomicBoolean();
    try (LwwStore store = LwwStore.open(temp, Policy.forget());
        LwwBatch batch = store.batch()) {
      Thread changing =
          Thread.ofPlatform()
              .start(() -> {
                while (!done.get()) {
                  record[0] ^= 0x20; // another version, and back
                }
              });
      try {
        for (int i = 0; i < 20_000; i++) {
          joinUnlessRefused(i % 2 == 0 ? store : batch, record);
        }
      } finally {
        done.set(true);
        changing.join();
      }
      batch.write();
      store.size("key");
      assertEquals(0, store.quarantined());
    }
  }

  @Test
  void arguments_changedAfterTheCall_changeNothing() {
    byte[] key = utf8("key");
    byte[] member = utf8("member");
    byte[] record = Operations.add(utf8("joined"), 3);
    try (LwwStore store = LwwStore.open(temp, Policy.forget());
        LwwBatch batch = store.batch()) {
      store.add(key, member, 1);
      batch.add(key, utf8("batched"), 2);
      batch.join(key, record);
      record[record.length - 1] = 0;
      KeyIterator keys = store.keys(key);
      key[0] = 'x';
      member[0] = 'x';
      batch.write();
      assertTrue(keys.hasNext());
      List<String> members = store.select("key", 0, 9).stream().map(Entry::memberText).toList();
      assertEquals(List.of("joined", "batched", "member"), members);
      byte[] answer = Objects.requireNonNull(store.record("key"));
      answer[0] = 99;
      store.select("key", 0, 9).getFirst().member()[0] = 99;
      assertEquals(members, store.select("key", 0, 9).stream().map(Entry::memberText).toList());
    }
  }

  @Test
  void batch_ofSeveralThreads_writesEachOperationOnce() throws InterruptedException {
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    try (LwwStore store = LwwStore.open(temp, Policy.forget());
        LwwBatch batch = store.batch()) {
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        int number = t;
        threads.add(
            Thread.ofPlatform()
                .start(() -> {
                  try {
                    for (int i = 0; i < 2_000; i++) {
                      batch.add("key", number + "-" + i, i);
                      if (i % 64 == 0) {
                        batch.write();
                      }
                    }
                  } catch (RuntimeException e) {
                    failures.add(e);
                  }
                }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      batch.write();
      assertEquals(List.of(), List.copyOf(failures));
      assertEquals(8_000, store.size("key"));
      assertEquals(0, store.quarantined());
    }
  }

  @Test
  void iterator_acrossCompactionAndClosing_endsWithTheStore() {
    LwwStore store = LwwStore.open(temp, Policy.forget());
    for (int i = 0; i < 50; i++) {
      store.add("key" + i, "m", i);
    }
    RecordIterator records = store.records(new byte[0]);
    records.next();
    store.compact();
    int left = 0;
    for (; left < 20; left++) {
      records.next();
    }
    store.close();
    assertThrows(IllegalStateException.class, records::next);
    try (LwwStore again =
            LwwStore.builder(temp)
                .policy(Policy.forget().maxAdds(0))
                .onPolicyChange(PolicyChange.ADOPT)
                .open();
        KeyIterator keys = again.keys()) {
      assertThrows(IllegalStateException.class, records::hasNext, "not the new store's");
      assertTrue(keys.hasNext());
    }
    records.close();
  }

  @Test
  void keys_thatOnlyRocksDbTakes_areListedAndRefusedByReads() throws RocksDBException {
    try (LwwStore store = LwwStore.open(temp, Policy.forget())) {
      byte[] tooLong = new byte[SetWriter.MAX_KEY_BYTES + 1];
      for (byte[] key : List.of(new byte[0], tooLong)) {
        store.rocksdb().merge(store.columnFamily(), key, Operations.add(utf8("m"), 1));
        assertThrows(IllegalArgumentException.class, () -> store.size(key));
      }
      assertEquals(new VerifyReport(2, 0, 0, 0), store.verify(any -> {}, Progress.NONE));
      assertEquals(0, store.summarize(any -> {}));
      assertEquals(new SweepReport(2, 0, 0), store.sweep(Progress.NONE));
      store.compact();
      try (KeyIterator keys = store.keys()) {
        assertEquals(0, keys.next().length);
        assertEquals(tooLong.length, keys.next().length);
      }
    }
  }

  private interface Use {
    void of(RocksDB db, ColumnFamilyHandle family, LwwStore store) throws RocksDBException;
  }

  private void withAFamily(Use use) throws RocksDBException {
    try (LwwMergeOperator operator = LwwMergeOperator.create(Policy.forget());
        Options options = new Options().setCreateIfMissing(true);
        ColumnFamilyOptions merged = new ColumnFamilyOptions().setMergeOperator(operator.handle());
        RocksDB db = RocksDB.open(options, temp.toString())) {
      ColumnFamilyHandle family =
          db.createColumnFamily(new ColumnFamilyDescriptor(utf8("sets"), merged));
      use.of(db, family, LwwStore.attach(db, family, operator));
    }
  }

  private static void joinUnlessRefused(SetWriter writer, byte[] record) {
    try {
      writer.join("key", record);
    } catch (CorruptRecordException e) {
      assertTrue(e.toString().contains("version"), e::toString);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
