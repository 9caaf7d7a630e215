// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.LwwBatch;
import dev.lastword.LwwStore;
import dev.lastword.record.Operations;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** Records joined by a store whose sets may weigh 200 bytes. */
final class StoreWeightTest {
  private static final int MOST = 200;
  private static final int MEMBER = 8;
  private static final int MEMBERS = MOST / (RecordWeight.ENTRY + MEMBER);
  private static final byte[] KEY = {1};

  static {
    RocksDB.loadLibrary();
  }

  @TempDir Path dir;

  private final LwwMergeOperator operator = LwwMergeOperator.create(Policy.unbounded(), MOST);
  private final Options options =
      new Options().setCreateIfMissing(true).setMergeOperator(operator.handle());
  private final Kernel kernel = new Kernel();
  private RocksDB db;
  private LwwStore store;

  @BeforeEach
  void open() throws RocksDBException {
    db = RocksDB.open(options, dir.toString());
    store = LwwStore.attach(db, db.getDefaultColumnFamily(), operator);
  }

  @Test
  void join_recordOfTheMost_isWrittenWhole() {
    store.join(KEY, record(MEMBER));
    assertEquals(MEMBERS, store.size(KEY));
    assertEquals(0, store.shortened());
  }

  @Test
  void join_oneByteMore_isRefusedAndNothingIsWritten() throws RocksDBException {
    long before = db.getLatestSequenceNumber();
    var refused =
        assertThrows(IllegalArgumentException.class, () -> store.join(KEY, record(MEMBER + 1)));
    assertEquals(
        "record's entries take 201 bytes, 12 and the member each; the limit is 200 (key=\\x01)",
        refused.getMessage());
    assertEquals(before, db.getLatestSequenceNumber());
    assertFalse(db.keyExists(KEY));
  }

  /** What costs nothing to see is looked at before what costs memory. */
  @Test
  void join_tooHeavyAndNoRecordEither_isRefusedForItsWeight() {
    byte[] record = record(MEMBER + 1);
    record[3] ^= 1; // the newest stamp
    assertThrows(IllegalArgumentException.class, () -> store.join(KEY, record));
  }

  @Test
  void joinInBatch_oneByteMore_isRefusedAndLeavesTheRestOfTheBatch() {
    try (LwwBatch batch = store.batch()) {
      batch.add(KEY, new byte[] {7}, 7);
      assertThrows(IllegalArgumentException.class, () -> batch.join(KEY, record(MEMBER + 1)));
      batch.write();
    }
    assertEquals(1, store.size(KEY));
  }

  @Test
  void compact_oneAddTooMany_forgetsTheOldestAndCountsIt() {
    for (int i = 0; i <= MEMBERS; i++) {
      byte[] member = new byte[MEMBER];
      member[0] = (byte) i;
      store.add(KEY, member, i);
    }
    store.compact();
    assertEquals(MEMBERS, store.size(KEY));
    assertFalse(store.contains(KEY, new byte[MEMBER]).isPresent());
    long counted = store.shortened();
    assertTrue(counted > 0, "shortened " + counted);
    assertEquals(counted, store.metrics().merges().shortened());
    assertEquals(0, store.metrics().merges().failures());
  }

  /** Returns a record of members of one length but for the last, which has {@code last} bytes. */
  private byte[] record(int last) {
    List<byte[]> adds = new ArrayList<>();
    for (int i = 0; i < MEMBERS; i++) {
      byte[] member = new byte[i == MEMBERS - 1 ? last : MEMBER];
      member[0] = (byte) i;
      adds.add(Operations.add(member, i));
    }
    return kernel.merge(Policy.unbounded(), true, null, adds);
  }

  @AfterEach
  void close() {
    Objects.requireNonNull(store).close();
    Objects.requireNonNull(db).close();
    options.close();
    operator.close();
    kernel.close();
  }
}
