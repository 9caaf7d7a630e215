// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.StringAppendOperator;
import org.rocksdb.WriteOptions;

/** The check of the C API refuses every one that is not as we are going to use it. */
final class DirectCheckTest {
  private static final byte[] VALUE = "value".getBytes(UTF_8); // what the check writes
  private static final String OPEN = "rocksdb_open";
  private static final String CREATE = "rocksdb_create_column_family";
  private static final String DESTROY = "rocksdb_column_family_handle_destroy";
  private static final String CLOSE = "rocksdb_close";

  static {
    RocksDB.loadLibrary();
  }

  @TempDir private Path directory;
  private final Arena arena = Arena.ofConfined();
  private final FakeFunctions functions = new FakeFunctions(arena, Bridge.rocksdb());
  private final StringAppendOperator append = new StringAppendOperator();
  private final Options options = new Options().setCreateIfMissing(true).setMergeOperator(append);
  private RocksDB db;
  private ColumnFamilyHandle family;

  @BeforeEach
  void open() throws RocksDBException {
    db = RocksDB.open(options, directory.toString());
    family = db.getDefaultColumnFamily();
  }

  @AfterEach
  void close() {
    db.close();
    options.close();
    append.close();
    arena.close();
  }

  @Test
  void passes_realFunctions_holds() {
    assertTrue(new DirectCheck(functions).passes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rocksdb_options_set_create_if_missing",
        "rocksdb_writeoptions_set_sync",
        "rocksdb_readoptions_set_fill_cache"
      })
  void passes_optionsThatAreOthers_fails(String setter) {
    functions.with(setter, 2, 0);
    assertFalse(new DirectCheck(functions).passes());
    assertEquals(1, functions.callsOf(setter));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rocksdb_options_set_create_if_missing",
        "rocksdb_writeoptions_set_sync",
        "rocksdb_readoptions_set_fill_cache",
        OPEN,
        CREATE,
        DESTROY,
        CLOSE
      })
  void passes_withoutAFunction_fails(String name) {
    assertFalse(new DirectCheck(functions.without(name)).passes());
  }

  @Test
  void passes_structsThatPointToObjectsOfTheSameClasses_holds() {
    fake(struct(tableOf(db.getNativeHandle())), struct(tableOf(family.getNativeHandle())));
    assertTrue(new DirectCheck(functions).passes());
    assertEquals(1, functions.callsOf(DESTROY));
    assertEquals(1, functions.callsOf(CLOSE));
  }

  @Test
  void passes_aDatabaseOfAnotherClass_fails() {
    fake(struct(77), struct(tableOf(family.getNativeHandle())));
    assertFalse(new DirectCheck(functions).passes());
  }

  @Test
  void passes_aColumnFamilyOfAnotherClass_fails() {
    fake(struct(tableOf(db.getNativeHandle())), struct(77));
    assertFalse(new DirectCheck(functions).passes());
    assertEquals(1, functions.callsOf(DESTROY));
    assertEquals(1, functions.callsOf(CLOSE));
  }

  /** What is null is not followed, and not closed. */
  @Test
  void passes_aDatabaseThatDoesNotOpen_fails() {
    fake(0, 0);
    assertFalse(new DirectCheck(functions).passes());
    assertEquals(1, functions.callsOf(OPEN));
    assertEquals(0, functions.callsOf(CREATE) + functions.callsOf(CLOSE));
  }

  @Test
  void passes_aColumnFamilyThatIsNotMade_fails() {
    fake(struct(tableOf(db.getNativeHandle())), 0);
    assertFalse(new DirectCheck(functions).passes());
    assertEquals(0, functions.callsOf(DESTROY));
    assertEquals(1, functions.callsOf(CLOSE));
  }

  private void fake(long dbStruct, long familyStruct) {
    functions
        .with(OPEN, 3, dbStruct)
        .with(CREATE, 4, familyStruct)
        .with(DESTROY, 1, 0)
        .with(CLOSE, 1, 0);
  }

  /** Makes a struct that points to an object that points to a virtual table. */
  private long struct(long table) {
    MemorySegment object = arena.allocateFrom(ValueLayout.JAVA_LONG, table);
    return arena.allocateFrom(ValueLayout.JAVA_LONG, object.address()).address();
  }

  private static long tableOf(long object) {
    return RawMemory.getLong(object);
  }

  @Test
  void roundTrips_whatReadsAndWrites_holds() throws RocksDBException {
    assertTrue(DirectCheck.roundTrips(new CopyingFamily(db, family), db, family));
  }

  @ParameterizedTest
  @EnumSource(Lie.class)
  void roundTrips_whatDoesNot_fails(Lie lie) throws RocksDBException {
    assertFalse(DirectCheck.roundTrips(new Lying(lie, new CopyingFamily(db, family)), db, family));
  }

  enum Lie {
    WRITES_NOTHING,
    WRITES_NOTHING_BUT_READS_IT,
    FINDS_NOTHING,
    FINDS_ANOTHER_VALUE,
    FINDS_WHAT_IS_NOT_THERE,
    FINDS_NOTHING_OF_MANY,
    FINDS_ANOTHER_VALUE_OF_MANY,
    FINDS_WHAT_IS_NOT_THERE_OF_MANY
  }

  /** Does as it is told, but for one thing. */
  private record Lying(Lie lie, CopyingFamily honest) implements RawFamily {
    @Override
    public void write(WriteOptions options, WriteImage image) throws RocksDBException {
      if (lie != Lie.WRITES_NOTHING && lie != Lie.WRITES_NOTHING_BUT_READS_IT) {
        honest.write(options, image);
      }
    }

    @Override
    public void get(ReadOptions options, long key, int keyLength, PinnedValue into)
        throws RocksDBException {
      honest.get(options, key, keyLength, into);
      boolean there = keyLength == 3; // of two keys
      switch (lie) {
        case WRITES_NOTHING_BUT_READS_IT -> answer(into, there, VALUE);
        case FINDS_NOTHING -> into.release();
        case FINDS_ANOTHER_VALUE -> answer(into, there, "valuf".getBytes(UTF_8));
        case FINDS_WHAT_IS_NOT_THERE -> answer(into, true, VALUE);
        default -> {}
      }
    }

    @Override
    public void multiGet(ReadOptions options, KeyBatch batch) throws RocksDBException {
      honest.multiGet(options, batch);
      switch (lie) {
        case WRITES_NOTHING_BUT_READS_IT -> answer(batch.value(0), true, VALUE);
        case FINDS_NOTHING_OF_MANY -> batch.release();
        case FINDS_ANOTHER_VALUE_OF_MANY -> answer(batch.value(0), true, "valu".getBytes(UTF_8));
        case FINDS_WHAT_IS_NOT_THERE_OF_MANY -> answer(batch.value(batch.size() - 1), true, VALUE);
        default -> {}
      }
    }

    private static void answer(PinnedValue into, boolean there, byte[] value) {
      into.release();
      if (there) {
        var copy = into.copy(value.length);
        copy.put(value);
        into.copied(copy, value.length);
      }
    }
  }
}
