// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import java.nio.ByteBuffer;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** Reads whole values into direct memory that is used again, which is the fastest way there is. */
final class ValueReader {
  private static final int BEGIN = 1 << 14;

  private final RocksContender contender;
  private final ByteBuffer key = ByteBuffer.allocateDirect(Long.BYTES);
  private ByteBuffer value = ByteBuffer.allocateDirect(BEGIN);

  ValueReader(RocksContender contender) {
    this.contender = contender;
  }

  /** The value of a set, from 0 to the limit, until the next read; empty where there is none. */
  ByteBuffer read(long set) {
    int size = fetch(set);
    if (size > value.capacity()) {
      value = ByteBuffer.allocateDirect(2 * size);
      size = fetch(set);
    }
    return value.position(0).limit(size == RocksDB.NOT_FOUND ? 0 : size);
  }

  private int fetch(long set) {
    try {
      return contender.db.get(
          contender.family, contender.reads, key.clear().putLong(0, set), value.clear());
    } catch (RocksDBException e) {
      throw new IllegalStateException(e);
    }
  }
}
