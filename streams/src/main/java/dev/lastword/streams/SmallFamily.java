// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import java.nio.ByteBuffer;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteOptions;

/** A column family of numbers, 8 bytes big-endian each, under keys of any bytes. */
final class SmallFamily {
  private final RocksDB db;
  private final ColumnFamilyHandle family;
  private final WriteOptions writes;

  SmallFamily(RocksDB db, ColumnFamilyHandle family, WriteOptions writes) {
    this.db = db;
    this.family = family;
    this.writes = writes;
  }

  @Nullable Long get(byte[] key) {
    try {
      byte[] value = db.get(family, key);
      return value == null ? null : number(value);
    } catch (RocksDBException e) {
      throw failed(e);
    }
  }

  void put(byte[] key, long value) {
    try {
      db.put(family, writes, key, ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    } catch (RocksDBException e) {
      throw failed(e);
    }
  }

  void remove(byte[] key) {
    try {
      db.delete(family, writes, key);
    } catch (RocksDBException e) {
      throw failed(e);
    }
  }

  void forEach(ObjLongConsumer<byte[]> visitor) {
    try (RocksIterator all = db.newIterator(family)) {
      for (all.seekToFirst(); all.isValid(); all.next()) {
        visitor.accept(all.key(), number(all.value()));
      }
      all.status();
    } catch (RocksDBException e) {
      throw failed(e);
    }
  }

  void removeIf(Predicate<byte[]> unwanted) {
    forEach((key, value) -> {
      if (unwanted.test(key)) {
        remove(key);
      }
    });
  }

  private static long number(byte[] value) {
    return ByteBuffer.wrap(value).getLong();
  }

  private static ProcessorStateException failed(RocksDBException e) {
    return new ProcessorStateException("cannot read or write beside the sets", e);
  }
}
