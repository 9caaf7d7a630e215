// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** A column family through rocksdbjni's own methods, which copy what they read and write. */
final class CopyingFamily implements RawFamily {
  /** Values up to this size are read in one call. */
  private static final int FIRST_BYTES = 16 << 10;

  private final RocksDB db;
  private final ColumnFamilyHandle family;

  CopyingFamily(RocksDB db, ColumnFamilyHandle family) {
    this.db = db;
    this.family = family;
  }

  @Override
  public void write(WriteOptions options, WriteImage image) throws RocksDBException {
    try (WriteBatch batch = new WriteBatch(image.toArray())) {
      db.write(options, batch);
    }
  }

  @Override
  public void get(ReadOptions options, long key, int keyLength, PinnedValue into)
      throws RocksDBException {
    into.release();
    get(options, buffer(key, keyLength), into);
  }

  private void get(ReadOptions options, ByteBuffer key, PinnedValue into) throws RocksDBException {
    int room = FIRST_BYTES;
    while (true) {
      ByteBuffer copy = into.copy(room);
      int size = db.get(family, options, key.rewind(), copy);
      if (size == RocksDB.NOT_FOUND) {
        return;
      }
      if (size <= copy.capacity()) {
        into.copied(copy, size);
        return;
      }
      room = size; // may have grown again by the next turn
    }
  }

  @Override
  public void multiGet(ReadOptions options, KeyBatch batch) throws RocksDBException {
    batch.release();
    try {
      for (int i = 0; i < batch.size(); i++) {
        get(options, batch.key(i), batch.keyLength(i), batch.value(i));
      }
    } catch (RocksDBException e) {
      batch.release();
      throw e;
    }
  }

  @SuppressWarnings("restricted") // native access is what this library is for
  private static ByteBuffer buffer(long address, int length) {
    return MemorySegment.ofAddress(address).reinterpret(length).asByteBuffer();
  }
}
