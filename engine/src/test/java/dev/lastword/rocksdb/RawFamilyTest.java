// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.StringAppendOperator;
import org.rocksdb.WriteOptions;

/** Both ways to a column family do the same: through the C API, and through rocksdbjni. */
final class RawFamilyTest {
  private static final int LARGE = 3 << 20;

  static {
    RocksDB.loadLibrary();
  }

  @TempDir private Path directory;
  private final Arena arena = Arena.ofConfined();
  private final StringAppendOperator append = new StringAppendOperator();
  private final WriteOptions writes = new WriteOptions();
  private final ReadOptions reads = new ReadOptions();
  private Options options;
  private ColumnFamilyOptions familyOptions;
  private RocksDB db;
  private ColumnFamilyHandle second;

  @BeforeEach
  void open() throws RocksDBException {
    options = new Options().setCreateIfMissing(true).setMergeOperator(append);
    familyOptions = new ColumnFamilyOptions().setMergeOperator(append);
    db = RocksDB.open(options, directory.resolve("db").toString());
    second = db.createColumnFamily(new ColumnFamilyDescriptor(bytes("second"), familyOptions));
  }

  @AfterEach
  void close() {
    second.close();
    db.close();
    familyOptions.close();
    options.close();
    reads.close();
    writes.close();
    append.close();
    arena.close();
  }

  @Test
  void check_onTheRocksdbjniWeBuildWith_passes() {
    assertTrue(DirectCheck.isPassed());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void write_toTwoFamilies_isReadBackFromEach(boolean direct) throws RocksDBException {
    for (ColumnFamilyHandle family :
        new ColumnFamilyHandle[] {db.getDefaultColumnFamily(), second}) {
      byte[] name = family.getName();
      RawFamily raw = raw(direct, family);
      WriteImage image = new WriteImage(family.getID(), 0);
      image.merge(bytes("a"), name.length).put(name);
      image.merge(ByteBuffer.wrap(bytes("xbx"), 1, 1), 1).put((byte) '2');
      raw.write(writes, image);
      assertEquals(2, image.count());
      assertArrayEquals(name, db.get(family, bytes("a")));
      assertArrayEquals(name, get(raw, "a"));
      assertArrayEquals(bytes("2"), get(raw, "b"));
      assertEquals(0, get(raw, "absent", false).length);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void write_longKeysAndValues_growsTheImage(boolean direct) throws RocksDBException {
    RawFamily raw = raw(direct, second);
    byte[] key = new byte[60_000];
    byte[] value = new byte[LARGE];
    Arrays.fill(value, (byte) 'v');
    WriteImage image = new WriteImage(second.getID(), 0);
    for (int i = 0; i < 300; i++) {
      image.merge(bytes("small" + i), 1).put((byte) i);
    }
    image.merge(key, LARGE).put(value);
    raw.write(writes, image);
    assertArrayEquals(value, db.get(second, key));
    assertArrayEquals(new byte[] {(byte) 299}, db.get(second, bytes("small299")));
    image.trim();
    assertEquals(0, image.count());
    image.merge(bytes("after"), 1).put((byte) 7);
    raw.write(writes, image);
    assertArrayEquals(new byte[] {7}, get(raw, "after"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void multiGet_keysThereAndNot_givesEachItsValue(boolean direct) throws RocksDBException {
    RawFamily raw = raw(direct, second);
    byte[] large = new byte[LARGE];
    db.put(second, bytes("a"), bytes("1"));
    db.put(second, bytes("c"), large);
    KeyBatch batch = new KeyBatch(3);
    for (String key : new String[] {"a", "b", "c"}) {
      batch.add(address(bytes(key)), 1);
    }
    assertTrue(batch.isFull());
    raw.multiGet(reads, batch);
    assertArrayEquals(bytes("1"), copy(batch.value(0)));
    assertFalse(batch.value(1).isPresent());
    assertArrayEquals(large, copy(batch.value(2)));
    batch.clear();
    assertFalse(batch.value(0).isPresent());
    assertEquals(0, batch.size());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void multiGet_again_forgetsWhatIsNoLongerThere(boolean direct) throws RocksDBException {
    RawFamily raw = raw(direct, second);
    db.put(second, bytes("a"), bytes("1"));
    KeyBatch batch = new KeyBatch(1);
    batch.add(address(bytes("a")), 1);
    raw.multiGet(reads, batch);
    assertTrue(batch.value(0).isPresent());
    db.delete(second, bytes("a"));
    raw.multiGet(reads, batch);
    assertFalse(batch.value(0).isPresent());
    batch.clear();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void error_ofAFamilyThatWasDropped_hasItsStatus(boolean direct) throws RocksDBException {
    RawFamily raw = raw(direct, second);
    WriteImage image = new WriteImage(second.getID(), 0);
    image.merge(bytes("k"), 1).put((byte) 1);
    db.dropColumnFamily(second);
    RocksDBException refused = assertThrows(RocksDBException.class, () -> raw.write(writes, image));
    assertNotNull(refused.getStatus());
    assertEquals(1, image.count(), "the image stays as it is");
  }

  /** What the failure has left behind is not taken for one of the next write, nor freed again. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void write_afterOneThatFailed_isAppliedOnce(boolean direct) throws RocksDBException {
    RawFamily raw = raw(direct, second);
    WriteImage image = new WriteImage(second.getID(), 0);
    image.merge(bytes("k"), 1).put((byte) 'v');
    try (WriteOptions impossible = new WriteOptions().setSync(true).setDisableWAL(true)) {
      assertThrows(RocksDBException.class, () -> raw.write(impossible, image));
    }
    assertNull(db.get(second, bytes("k")));
    raw.write(writes, image);
    assertArrayEquals(bytes("v"), db.get(second, bytes("k")));
  }

  @Test
  void keyBatch_outsideOfItsBounds_isRefused() {
    KeyBatch batch = new KeyBatch(2);
    long key = address(bytes("a"));
    assertThrows(IndexOutOfBoundsException.class, () -> batch.key(0));
    assertThrows(IllegalArgumentException.class, () -> batch.add(key, -1));
    batch.add(key, 1);
    batch.add(key, 1);
    assertThrows(IllegalStateException.class, () -> batch.add(key, 1));
    assertEquals(2, batch.size());
    assertEquals(key, batch.key(1));
    for (int i : new int[] {-1, 2, Integer.MAX_VALUE}) {
      assertThrows(IndexOutOfBoundsException.class, () -> batch.key(i));
      assertThrows(IndexOutOfBoundsException.class, () -> batch.keyLength(i));
      assertThrows(IndexOutOfBoundsException.class, () -> batch.value(i));
    }
    batch.clear();
    assertThrows(IndexOutOfBoundsException.class, () -> batch.keyLength(0));
  }

  @Test
  void writeImage_negativeLength_isRefusedAndNothingIsAdded() {
    WriteImage image = new WriteImage(second.getID(), 0);
    int empty = image.size();
    assertThrows(IllegalArgumentException.class, () -> image.merge(bytes("k"), -1));
    assertThrows(
        IllegalArgumentException.class,
        () -> image.merge(ByteBuffer.wrap(bytes("k")), Integer.MIN_VALUE));
    assertEquals(0, image.count());
    assertEquals(empty, image.size());
  }

  private RawFamily raw(boolean direct, ColumnFamilyHandle family) {
    CopyingFamily copying = new CopyingFamily(db, family);
    return direct ? new DirectFamily(db, family, copying) : copying;
  }

  private byte[] get(RawFamily raw, String key) throws RocksDBException {
    return get(raw, key, true);
  }

  private byte[] get(RawFamily raw, String key, boolean present) throws RocksDBException {
    PinnedValue value = new PinnedValue();
    raw.get(reads, address(bytes(key)), bytes(key).length, value);
    assertEquals(present, value.isPresent());
    byte[] copy = copy(value);
    value.release();
    return copy;
  }

  @SuppressWarnings("restricted") // reads where RocksDB has the value
  private static byte[] copy(PinnedValue value) {
    return value.length() == 0
        ? new byte[0]
        : MemorySegment.ofAddress(value.address())
            .reinterpret(value.length())
            .toArray(ValueLayout.JAVA_BYTE);
  }

  private long address(byte[] bytes) {
    return arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes).address();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
