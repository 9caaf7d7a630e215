// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.Cleaner;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.MergeOperator;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** An operator outlives every database that uses it, whatever happens to its Java objects. */
final class OperatorLifetimeTest {
  private static final byte[] KEY = {1};

  @TempDir private Path directory;

  /** Runs the collector until the object behind a cleaner is gone. */
  private static void collect() throws InterruptedException {
    var collected = new CountDownLatch(1);
    Cleaner.create().register(new Object(), collected::countDown);
    do {
      System.gc();
    } while (!collected.await(10, TimeUnit.MILLISECONDS));
    System.gc();
  }

  private RocksDB openWithoutKeepingTheOperator() throws RocksDBException {
    try (JavaMergeOperator operator = JavaMergeOperator.create(new Counter());
        MergeOperator handle = operator.handle();
        Options options = new Options().setCreateIfMissing(true).setMergeOperator(handle)) {
      return RocksDB.open(options, directory.toString());
    }
  }

  @Test
  void merge_afterOperatorAndOptionsAreClosedAndCollected_works() throws Exception {
    try (RocksDB db = openWithoutKeepingTheOperator()) {
      db.merge(KEY, Numbers.bytes(1));
      for (int i = 2; i < 200; i++) {
        if (i % 50 == 0) {
          collect();
        }
        db.merge(KEY, Numbers.bytes(1));
        assertEquals(i, Numbers.number(db.get(KEY)));
      }
      db.compactRange();
      assertEquals(199, Numbers.number(db.get(KEY)));
      db.getPropertiesOfAllTables()
          .values()
          .forEach(table -> assertEquals("example.Counter", table.getMergeOperatorName()));
    }
  }

  @Test
  void handle_untilClosed_isOneObject() {
    JavaMergeOperator operator = JavaMergeOperator.create(new Counter());
    assertSame(operator.handle(), operator.handle());
    operator.close();
    operator.close();
    var e = assertThrows(IllegalStateException.class, operator::handle);
    assertTrue(e.toString().contains("example.Counter"), e.toString());
  }

  @Test
  void handle_keptAlone_stillOpensDatabases() throws Exception {
    MergeOperator handle = JavaMergeOperator.create(new Counter()).handle();
    collect();
    long[] dirt = new long[1 << 10];
    for (int i = 0; i < dirt.length; i++) {
      dirt[i] = RawMemory.allocate(16);
      RawMemory.putLong(dirt[i], -1);
    }
    try (Options options = new Options().setCreateIfMissing(true).setMergeOperator(handle);
        RocksDB db = RocksDB.open(options, directory.toString())) {
      db.merge(KEY, Numbers.bytes(3));
      assertEquals(3, Numbers.number(db.get(KEY)));
    }
    for (long address : dirt) {
      RawMemory.free(address, 16);
    }
  }

  @Test
  void options_copiedAfterTheOperatorIsClosed_stillMerge() throws RocksDBException {
    try (Options options = new Options().setCreateIfMissing(true)) {
      try (JavaMergeOperator operator = JavaMergeOperator.create(new Counter())) {
        options.setMergeOperator(operator.handle());
      }
      try (Options copy = new Options(options);
          RocksDB db = RocksDB.open(copy, directory.toString())) {
        db.merge(KEY, Numbers.bytes(3));
        assertEquals(3, Numbers.number(db.get(KEY)));
      }
    }
  }
}
