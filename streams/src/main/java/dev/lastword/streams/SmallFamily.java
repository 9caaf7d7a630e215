// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteOptions;

/** A column family of keys, each alone or with a number, 8 bytes big-endian. */
final class SmallFamily {
  private static final byte[] NOTHING = {};

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
      return value == null ? null : ByteBuffer.wrap(value).getLong();
    } catch (RocksDBException e) {
      throw failed("read", key, e);
    }
  }

  void put(byte[] key, long value) {
    put(key, ByteBuffer.allocate(Long.BYTES).putLong(value).array());
  }

  /** Puts a key alone. */
  void put(byte[] key) {
    put(key, NOTHING);
  }

  private void put(byte[] key, byte[] value) {
    try {
      db.put(family, writes, key, value);
    } catch (RocksDBException e) {
      throw failed("write", key, e);
    }
  }

  void remove(byte[] key) {
    try {
      db.delete(family, writes, key);
    } catch (RocksDBException e) {
      throw failed("remove", key, e);
    }
  }

  void removeIf(Predicate<byte[]> unwanted) {
    try (Scan all = scan()) {
      all.forEachWith(
          NOTHING,
          key -> {
            if (unwanted.test(key)) {
              remove(key);
            }
          });
    }
  }

  /** All keys as of now; to be closed. */
  Scan scan() {
    return new Scan(db.newIterator(family));
  }

  /** Goes through keys of one moment. */
  final class Scan implements AutoCloseable {
    private final RocksIterator at;

    private Scan(RocksIterator at) {
      this.at = at;
    }

    void forEachWith(byte[] prefix, Consumer<byte[]> visitor) {
      try {
        for (at.seek(prefix); at.isValid(); at.next()) {
          byte[] key = at.key();
          if (!startsWith(key, prefix)) {
            break;
          }
          visitor.accept(key);
        }
        at.status();
      } catch (RocksDBException e) {
        throw failed("read", prefix, e);
      }
    }

    @Override
    public void close() {
      at.close();
    }
  }

  private static boolean startsWith(byte[] key, byte[] prefix) {
    return key.length >= prefix.length
        && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }

  private ProcessorStateException failed(String what, byte[] key, RocksDBException e) {
    return new ProcessorStateException(
        "cannot "
            + what
            + " beside the sets (database="
            + db.getName()
            + ", key="
            + HexFormat.of().formatHex(key)
            + ")",
        e);
  }
}
