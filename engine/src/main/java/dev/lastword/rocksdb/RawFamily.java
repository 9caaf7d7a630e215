// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/**
 * A column family of an open database, read and written by raw addresses: values are not copied on
 * the way in or out, and nothing is allocated in Java.
 *
 * <p>That goes through RocksDB's C API, on the objects that rocksdbjni has made. Where the check at
 * the first use finds that this cannot work, rocksdbjni's own methods do the same, with copies.
 *
 * <p>It owns nothing: database, family and options stay the caller's and must be open during every
 * call, as with rocksdbjni; so must what a {@link PinnedValue} or a {@link KeyBatch} holds.
 * Thread-safe.
 */
public interface RawFamily {

  /** Returns access to a column family, by the C API where that works. */
  static RawFamily of(RocksDB db, ColumnFamilyHandle family) {
    CopyingFamily copying = new CopyingFamily(db, family);
    return DirectCheck.isPassed() ? new DirectFamily(db, family, copying) : copying;
  }

  /**
   * Applies what an image has collected, atomically, and leaves the image as it is.
   *
   * <p>A write that fails is tried once more, by the method of rocksdbjni that can tell the status;
   * so this is for merges that may be applied twice.
   *
   * @throws RocksDBException when RocksDB refuses it
   */
  void write(WriteOptions options, WriteImage image) throws RocksDBException;

  /**
   * Reads a value.
   *
   * @param key address of the key's bytes
   * @param into takes the value; what it held is released first
   * @throws RocksDBException when RocksDB cannot read it
   */
  void get(ReadOptions options, long key, int keyLength, PinnedValue into) throws RocksDBException;

  /**
   * Reads the values of many keys.
   *
   * @param batch has the keys, in ascending order, and takes the values
   * @throws RocksDBException when RocksDB cannot read one of them; then the batch holds none
   */
  void multiGet(ReadOptions options, KeyBatch batch) throws RocksDBException;
}
