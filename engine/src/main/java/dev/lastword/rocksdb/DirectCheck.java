// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.Env;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksMemEnv;
import org.rocksdb.StringAppendOperator;
import org.rocksdb.WriteOptions;

/**
 * Finds out, once, whether RocksDB's C API can be called on rocksdbjni's objects as {@link CApi}
 * has it. First it compares what can be compared without following a pointer that might be none;
 * then it writes and reads a little. All of it happens in databases in memory.
 */
final class DirectCheck {
  private static final byte[] FAMILY = "family".getBytes(UTF_8);
  private static final byte[] KEY = "key".getBytes(UTF_8);
  private static final byte[] OTHER_KEY = "other".getBytes(UTF_8);
  private static final byte[] VALUE = "value".getBytes(UTF_8);

  /** Made at the first question. */
  private static final class Holder {
    static final boolean PASSED = new DirectCheck(name -> Bridge.rocksdb().find(name)).passes();
  }

  private final SymbolLookup rocksdb;

  /** Checks a C API that is found so. */
  DirectCheck(SymbolLookup rocksdb) {
    this.rocksdb = rocksdb;
  }

  /** Returns whether it can. */
  static boolean isPassed() {
    return Holder.PASSED;
  }

  boolean passes() {
    try (Env memory = new RocksMemEnv(Env.getDefault());
        StringAppendOperator append = new StringAppendOperator();
        Options options =
            new Options()
                .setEnv(memory)
                .setMergeOperator(append)
                .setWriteBufferSize(64 << 10)
                .setAvoidFlushDuringShutdown(true);
        ColumnFamilyOptions familyOptions = new ColumnFamilyOptions(options)) {
      return optionsAreStructs(options) && works(options, familyOptions);
    } catch (RocksDBException | UnsupportedOperationException | LinkageError e) {
      return false;
    }
  }

  /** Changes options through the C API, and looks whether rocksdbjni sees it. */
  private boolean optionsAreStructs(Options options) {
    try (WriteOptions writes = new WriteOptions();
        ReadOptions reads = new ReadOptions()) {
      set("rocksdb_options_set_create_if_missing", options.getNativeHandle(), 1);
      set("rocksdb_writeoptions_set_sync", writes.getNativeHandle(), 1);
      set("rocksdb_readoptions_set_fill_cache", reads.getNativeHandle(), 0);
      return options.createIfMissing() && writes.sync() && !reads.fillCache();
    }
  }

  private boolean works(Options options, ColumnFamilyOptions familyOptions)
      throws RocksDBException {
    try (RocksDB db = RocksDB.open(options, "/direct-check");
        ColumnFamilyHandle family =
            db.createColumnFamily(new ColumnFamilyDescriptor(FAMILY, familyOptions))) {
      return structsArePointers(options, db, family)
          && roundTrips(db, db.getDefaultColumnFamily())
          && roundTrips(db, family);
    }
  }

  /**
   * Has the C API open another database and compares: the first word of its structs must point to
   * objects of the same C++ classes, by their virtual tables, as rocksdbjni's handles do.
   */
  private boolean structsArePointers(Options options, RocksDB db, ColumnFamilyHandle family) {
    try (Arena arena = Arena.ofConfined()) {
      long error = arena.allocate(Long.BYTES, Long.BYTES).address();
      long path = arena.allocateFrom("/direct-check-c").address();
      long name = arena.allocateFrom("c").address();
      long handle = options.getNativeHandle();
      long dbStruct = call("rocksdb_open", handle, path, error);
      if (dbStruct == 0) {
        return false;
      }
      long familyStruct = call("rocksdb_create_column_family", dbStruct, handle, name, error);
      boolean same =
          familyStruct != 0
              && virtualTable(RawMemory.getLong(dbStruct)) == virtualTable(db.getNativeHandle())
              && virtualTable(RawMemory.getLong(familyStruct))
                  == virtualTable(family.getNativeHandle());
      if (familyStruct != 0) {
        call("rocksdb_column_family_handle_destroy", familyStruct);
      }
      call("rocksdb_close", dbStruct);
      return same;
    }
  }

  private static long virtualTable(long object) {
    return RawMemory.getLong(object);
  }

  private static boolean roundTrips(RocksDB db, ColumnFamilyHandle family) throws RocksDBException {
    return roundTrips(new DirectFamily(db, family, new CopyingFamily(db, family)), db, family);
  }

  /** Writes and reads a little, and compares with what rocksdbjni reads. */
  static boolean roundTrips(RawFamily direct, RocksDB db, ColumnFamilyHandle family)
      throws RocksDBException {
    PinnedValue value = new PinnedValue();
    KeyBatch batch = new KeyBatch(2);
    try (WriteOptions writes = new WriteOptions().setDisableWAL(true);
        ReadOptions reads = new ReadOptions();
        Arena arena = Arena.ofConfined()) {
      WriteImage image = new WriteImage(family.getID(), 0);
      image.merge(KEY, VALUE.length).put(VALUE);
      direct.write(writes, image);
      long key = copy(arena, KEY);
      long otherKey = copy(arena, OTHER_KEY);
      batch.add(key, KEY.length);
      batch.add(otherKey, OTHER_KEY.length);
      direct.get(reads, key, KEY.length, value);
      boolean found = holds(value) && Arrays.equals(db.get(family, KEY), VALUE);
      direct.get(reads, otherKey, OTHER_KEY.length, value);
      direct.multiGet(reads, batch);
      return found && !value.isPresent() && holds(batch.value(0)) && !batch.value(1).isPresent();
    } finally {
      value.release();
      batch.release();
    }
  }

  private static long copy(Arena arena, byte[] bytes) {
    MemorySegment copy = arena.allocate(bytes.length);
    copy.asByteBuffer().put(bytes);
    return copy.address();
  }

  @SuppressWarnings("restricted") // native access is what this library is for
  private static boolean holds(PinnedValue value) {
    byte[] bytes = new byte[Math.toIntExact(value.length())];
    MemorySegment.ofAddress(value.address()).reinterpret(bytes.length).asByteBuffer().get(bytes);
    return value.isPresent() && Arrays.equals(bytes, VALUE);
  }

  private void set(String function, long options, long to) {
    call(function, options, to);
  }

  /** Calls a function that returns a pointer or nothing; what it then returns means nothing. */
  private long call(String function, long... arguments) {
    MethodHandle handle = CApi.function(rocksdb, function, CApi.returningLong(arguments.length));
    Object[] boxed = Arrays.stream(arguments).boxed().toArray();
    try {
      return (long) handle.invokeWithArguments(boxed);
    } catch (Throwable t) {
      throw CApi.unexpected(t);
    }
  }
}
