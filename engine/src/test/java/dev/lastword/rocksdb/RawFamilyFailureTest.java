// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** Reads that run into a merge that fails: of keys that begin with `b`, as often as it is told. */
final class RawFamilyFailureTest {
  private static final long FIVE = 5;
  private static final String[] KEYS = {"a", "bad", "c"};

  static {
    RocksDB.loadLibrary();
  }

  @TempDir private Path directory;
  private final Arena arena = Arena.ofConfined();
  private final Counter counter = new Counter();
  private final JavaMergeOperator operator =
      JavaMergeOperator.create(Scripted.full((in, out) -> fails(in) || counter.fullMerge(in, out)));
  private final ReadOptions reads = new ReadOptions();
  private final PinnedValue value = new PinnedValue();
  private int failures;
  private Options options;
  private RocksDB db;

  private boolean fails(MergeInput in) {
    if (in.key().readByte() == 'b' && failures > 0) {
      failures--;
      throw new IllegalStateException("mine");
    }
    return false;
  }

  @BeforeEach
  void open() throws RocksDBException {
    options = new Options().setCreateIfMissing(true).setMergeOperator(operator.handle());
    db = RocksDB.open(options, directory.resolve("db").toString());
    for (String key : KEYS) {
      db.merge(key.getBytes(UTF_8), Numbers.bytes(FIVE));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void get_mergeThatFails_throwsItsStatusAndHoldsNothing(boolean direct) throws RocksDBException {
    RawFamily raw = raw(direct);
    get(raw, "a");
    assertFive(value);
    failures = Integer.MAX_VALUE;
    RocksDBException refused = assertThrows(RocksDBException.class, () -> get(raw, "bad"));
    assertEquals(Status.Code.Corruption, refused.getStatus().getCode());
    assertNone(value);
    assertInstanceOf(IllegalStateException.class, operator.lastFailure());
    assertEquals(direct ? 2 : 1, operator.failures());
    get(raw, "c");
    assertFive(value);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void multiGet_oneMergeThatFails_throwsItsStatusAndHoldsNone(boolean direct)
      throws RocksDBException {
    RawFamily raw = raw(direct);
    KeyBatch batch = batch();
    raw.multiGet(reads, batch);
    assertAll(batch);
    failures = Integer.MAX_VALUE;
    RocksDBException refused =
        assertThrows(RocksDBException.class, () -> raw.multiGet(reads, batch));
    assertEquals(Status.Code.Corruption, refused.getStatus().getCode());
    for (int i = 0; i < KEYS.length; i++) {
      assertNone(batch.value(i));
    }
    failures = 0;
    raw.multiGet(reads, batch);
    assertAll(batch);
    batch.clear();
  }

  /** What fails through the C API is done once more, and may work. */
  @Test
  void reads_mergeThatFailsOnce_giveTheValuesOfTheSecondTry() throws RocksDBException {
    RawFamily raw = raw(true);
    failures = 1;
    get(raw, "bad");
    assertFive(value);
    failures = 1;
    KeyBatch batch = batch();
    raw.multiGet(reads, batch);
    assertAll(batch);
    batch.clear();
    assertEquals(2, operator.failures());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void release_againAndOfNothing_holdsNothing(boolean direct) throws RocksDBException {
    value.release();
    assertNone(value);
    RawFamily raw = raw(direct);
    get(raw, "a");
    assertTrue(value.isPresent());
    value.release();
    assertNone(value);
    value.release();
    assertNone(value);
    get(raw, "a");
    get(raw, "absent"); // releases what it held
    assertNone(value);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @SuppressWarnings("NullAway") // on purpose
  void calls_withANull_throwAndLeaveTheFamilyUsable(boolean direct) throws RocksDBException {
    RawFamily raw = raw(direct);
    long key = address("a");
    WriteImage image = new WriteImage(db.getDefaultColumnFamily().getID(), 0);
    assertThrows(NullPointerException.class, () -> raw.get(null, key, 1, value));
    assertThrows(NullPointerException.class, () -> raw.get(reads, key, 1, null));
    assertThrows(NullPointerException.class, () -> raw.multiGet(reads, null));
    assertThrows(NullPointerException.class, () -> raw.multiGet(null, batch()));
    assertThrows(NullPointerException.class, () -> raw.write(null, image));
    get(raw, "a");
    assertFive(value);
  }

  @Test
  @SuppressWarnings("NullAway") // on purpose
  void of_aNull_isRefused() {
    assertThrows(NullPointerException.class, () -> RawFamily.of(null, db.getDefaultColumnFamily()));
    assertThrows(NullPointerException.class, () -> RawFamily.of(db, null));
  }

  private RawFamily raw(boolean direct) {
    CopyingFamily copying = new CopyingFamily(db, db.getDefaultColumnFamily());
    return direct ? new DirectFamily(db, db.getDefaultColumnFamily(), copying) : copying;
  }

  private void get(RawFamily raw, String key) throws RocksDBException {
    raw.get(reads, address(key), key.length(), value);
  }

  private KeyBatch batch() {
    KeyBatch batch = new KeyBatch(KEYS.length);
    for (String key : KEYS) {
      batch.add(address(key), key.length());
    }
    return batch;
  }

  private long address(String key) {
    return arena.allocateFrom(ValueLayout.JAVA_BYTE, key.getBytes(UTF_8)).address();
  }

  private static void assertAll(KeyBatch batch) {
    for (int i = 0; i < KEYS.length; i++) {
      assertFive(batch.value(i));
    }
  }

  private static void assertFive(PinnedValue value) {
    assertEquals(Long.BYTES, value.length());
    assertEquals(FIVE, RawMemory.getLong(value.address()));
  }

  private static void assertNone(PinnedValue value) {
    assertFalse(value.isPresent());
    assertEquals(0, value.length());
    assertEquals(0, value.address());
  }

  @AfterEach
  void close() {
    value.release();
    db.close();
    options.close();
    reads.close();
    operator.close();
    arena.close();
  }
}
