// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/**
 * A column family through RocksDB's C API. Of an error that API tells the text only, so what fails
 * is done once more through rocksdbjni, which throws it with its status.
 */
final class DirectFamily implements RawFamily {
  /** A C struct whose first word is a pointer, and one more word. */
  private static final int STRUCT_BYTES = 2 * Long.BYTES;

  private final MemorySegment structs = Arena.ofAuto().allocate(2 * STRUCT_BYTES, Long.BYTES);
  private final long dbStruct = structs.address();
  private final long familyStruct = dbStruct + STRUCT_BYTES;
  private final CopyingFamily copying;

  DirectFamily(RocksDB db, ColumnFamilyHandle family, CopyingFamily copying) {
    this.copying = copying;
    RawMemory.putLong(dbStruct, db.getNativeHandle());
    RawMemory.putLong(familyStruct, family.getNativeHandle());
  }

  @Override
  public void write(WriteOptions options, WriteImage image) throws RocksDBException {
    long slot = image.errorSlot();
    RawMemory.putLong(slot, 0);
    try {
      CApi.write(dbStruct, options.getNativeHandle(), image.address(), image.size(), slot);
    } finally {
      Reference.reachabilityFence(structs);
    }
    if (isError(slot)) {
      copying.write(options, image);
    }
  }

  @Override
  public void get(ReadOptions options, long key, int keyLength, PinnedValue into)
      throws RocksDBException {
    into.release();
    long slot = into.errorSlot();
    RawMemory.putLong(slot, 0);
    try {
      long handle = options.getNativeHandle();
      into.pin(CApi.get(dbStruct, handle, familyStruct, key, keyLength, slot));
    } finally {
      Reference.reachabilityFence(structs);
    }
    if (isError(slot)) {
      copying.get(options, key, keyLength, into);
    }
  }

  @Override
  public void multiGet(ReadOptions options, KeyBatch batch) throws RocksDBException {
    batch.release();
    try {
      CApi.multiGet(
          dbStruct,
          options.getNativeHandle(),
          familyStruct,
          batch.size(),
          batch.keys(),
          batch.keyLengths(),
          batch.values(),
          batch.errors());
    } finally {
      Reference.reachabilityFence(structs);
    }
    if (batch.pin()) {
      copying.multiGet(options, batch);
    }
  }

  private static boolean isError(long slot) {
    long error = RawMemory.getLong(slot);
    if (error != 0) {
      CApi.free(error);
    }
    return error != 0;
  }
}
