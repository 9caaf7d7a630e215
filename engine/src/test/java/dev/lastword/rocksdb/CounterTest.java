// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.EnvOptions;
import org.rocksdb.IngestExternalFileOptions;
import org.rocksdb.OptimisticTransactionDB;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileWriter;
import org.rocksdb.Transaction;
import org.rocksdb.TransactionDB;
import org.rocksdb.TransactionDBOptions;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteBatchWithIndex;
import org.rocksdb.WriteOptions;

/** One operator written in Java, everywhere rocksdbjni takes a merge operator. */
final class CounterTest {
  private static final byte[] KEY = "visits".getBytes(StandardCharsets.US_ASCII);

  @TempDir private Path directory;
  private JavaMergeOperator operator;
  private Options options;
  private WriteOptions writes;
  private ReadOptions reads;

  @BeforeEach
  void open() {
    operator = JavaMergeOperator.create(new Counter());
    options = new Options().setCreateIfMissing(true).setMergeOperator(operator.handle());
    writes = new WriteOptions();
    reads = new ReadOptions();
  }

  @AfterEach
  void close() {
    reads.close();
    writes.close();
    options.close();
    operator.close();
    assertEquals(0, operator.failures());
    assertNull(operator.lastFailure());
  }

  private String path() {
    return directory.resolve("db").toString();
  }

  private static byte[] n(long number) {
    return Numbers.bytes(number);
  }

  @Test
  void merge_inRocksDB_addsThroughReopen() throws RocksDBException {
    try (RocksDB db = RocksDB.open(options, path())) {
      db.put(KEY, n(40));
      db.merge(KEY, n(1));
      db.merge(KEY, n(1));
      assertArrayEquals(n(42), db.get(KEY));
    }
    try (RocksDB db = RocksDB.open(options, path())) {
      db.merge(KEY, n(8));
      db.compactRange();
      assertArrayEquals(n(50), db.get(KEY));
    }
  }

  @Test
  void merge_inReadOnlyAndSecondary_addsPendingOperands() throws RocksDBException {
    try (RocksDB db = RocksDB.open(options, path())) {
      db.merge(KEY, n(1));
      db.merge(KEY, n(2));
      String secondary = directory.resolve("secondary").toString();
      try (RocksDB readOnly = RocksDB.openReadOnly(options, path());
          RocksDB follower = RocksDB.openAsSecondary(options, path(), secondary)) {
        assertArrayEquals(n(3), readOnly.get(KEY));
        db.merge(KEY, n(4));
        follower.tryCatchUpWithPrimary();
        assertArrayEquals(n(7), follower.get(KEY));
      }
    }
  }

  @Test
  void merge_inTransactionDB_addsAtCommitAndWithin() throws RocksDBException {
    try (TransactionDBOptions locking = new TransactionDBOptions();
        TransactionDB db = TransactionDB.open(options, locking, path());
        Transaction transaction = db.beginTransaction(writes)) {
      db.merge(KEY, n(1));
      transaction.merge(KEY, n(2));
      assertArrayEquals(n(3), transaction.get(reads, KEY));
      assertArrayEquals(n(1), db.get(KEY));
      transaction.commit();
      assertArrayEquals(n(3), db.get(KEY));
    }
  }

  @Test
  void merge_inOptimisticTransactionDB_addsAtCommitAndWithin() throws RocksDBException {
    try (OptimisticTransactionDB db = OptimisticTransactionDB.open(options, path());
        Transaction transaction = db.beginTransaction(writes)) {
      db.put(KEY, n(1));
      transaction.merge(KEY, n(2));
      assertArrayEquals(n(3), transaction.get(reads, KEY));
      transaction.commit();
      assertArrayEquals(n(3), db.get(KEY));
    }
  }

  @Test
  void merge_inColumnFamilies_usesEachOnesOperator() throws RocksDBException {
    List<ColumnFamilyHandle> families = new ArrayList<>();
    try (JavaMergeOperator longest = JavaMergeOperator.create(new Longest());
        ColumnFamilyOptions counting =
            new ColumnFamilyOptions().setMergeOperator(operator.handle());
        ColumnFamilyOptions keeping = new ColumnFamilyOptions().setMergeOperator(longest.handle());
        DBOptions both =
            new DBOptions().setCreateIfMissing(true).setCreateMissingColumnFamilies(true);
        RocksDB db =
            RocksDB.open(
                both,
                path(),
                List.of(
                    new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, counting),
                    new ColumnFamilyDescriptor(new byte[] {'l'}, keeping)),
                families)) {
      for (byte[] operand : List.of(n(3), new byte[9], n(4))) {
        db.merge(families.get(1), KEY, operand);
      }
      db.merge(families.get(0), KEY, n(3));
      db.merge(families.get(0), KEY, n(4));
      db.compactRange(families.get(0));
      db.compactRange(families.get(1));
      assertArrayEquals(n(7), db.get(families.get(0), KEY));
      assertArrayEquals(new byte[9], db.get(families.get(1), KEY));
      families.forEach(ColumnFamilyHandle::close);
    }
  }

  @Test
  void merge_inWriteBatch_addsAtomically() throws RocksDBException {
    try (RocksDB db = RocksDB.open(options, path());
        WriteBatch batch = new WriteBatch()) {
      batch.merge(KEY, n(1));
      batch.merge(KEY, n(2));
      db.write(writes, batch);
      assertArrayEquals(n(3), db.get(KEY));
    }
  }

  @Test
  void merge_inWriteBatchWithIndex_readsThroughIt() throws RocksDBException {
    try (RocksDB db = RocksDB.open(options, path());
        WriteBatchWithIndex batch = new WriteBatchWithIndex(true)) {
      db.put(KEY, n(1));
      batch.merge(KEY, n(2));
      assertArrayEquals(n(3), batch.getFromBatchAndDB(db, reads, KEY));
      db.write(writes, batch);
      assertArrayEquals(n(3), db.get(KEY));
    }
  }

  @Test
  void merge_inIngestedFile_addsToWhatIsThere() throws RocksDBException {
    String file = directory.resolve("operands.sst").toString();
    try (EnvOptions env = new EnvOptions();
        SstFileWriter writer = new SstFileWriter(env, options)) {
      writer.open(file);
      writer.merge(KEY, n(2));
      writer.finish();
    }
    try (IngestExternalFileOptions ingest = new IngestExternalFileOptions();
        RocksDB db = RocksDB.open(options, path())) {
      db.put(KEY, n(1));
      db.ingestExternalFile(List.of(file), ingest);
      assertArrayEquals(n(3), db.get(KEY));
    }
  }

  @Test
  void name_ofTheOperator_isStoredInEveryFile() throws RocksDBException {
    try (RocksDB db = RocksDB.open(options, path())) {
      db.merge(KEY, n(1));
      db.compactRange();
      db.getPropertiesOfAllTables()
          .values()
          .forEach(table -> assertEquals("example.Counter", table.getMergeOperatorName()));
      assertEquals(1, db.getPropertiesOfAllTables().size());
    }
  }

  /** Keeps the longest operand. */
  private static final class Longest implements MergeFunction {
    @Override
    public String name() {
      return "longest";
    }

    @Override
    public boolean fullMerge(MergeInput in, MergeOutput out) {
      int longest = 0;
      for (int i = 1; i < in.operandCount(); i++) {
        longest = in.operandLength(i) > in.operandLength(longest) ? i : longest;
      }
      boolean keep = in.existingValueLength() > in.operandLength(longest);
      out.reserve(keep ? in.existingValueLength() : in.operandLength(longest))
          .write(keep ? in.existingValue() : in.operand(longest));
      return true;
    }
  }
}
