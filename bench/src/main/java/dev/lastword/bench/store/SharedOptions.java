// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import dev.lastword.LwwStore;
import dev.lastword.merge.Policy;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;

/**
 * The options that a {@link LwwStore} opens with, for contenders that open RocksDB themselves: all
 * have the same memtables, compression, block cache, filters and threads, because they are copied
 * from a store that is opened and closed for it. The merge operator is not among them.
 */
final class SharedOptions implements AutoCloseable {
  private final RoomyCache cache = new RoomyCache();
  private @Nullable DBOptions dbOptions;
  private @Nullable ColumnFamilyOptions familyOptions;

  private SharedOptions() {}

  /** Copies the options with the help of a database in {@code dir}, which must not exist. */
  static SharedOptions copy(Path dir) {
    SharedOptions copied = new SharedOptions();
    LwwStore.builder(dir)
        .policy(Policy.unbounded())
        .tableConfig(copied.cache::attach)
        .dbOptions(options -> copied.dbOptions = new DBOptions(options))
        .columnFamilyOptions(options -> copied.familyOptions = new ColumnFamilyOptions(options))
        .open()
        .close();
    return copied;
  }

  DBOptions db() {
    return Objects.requireNonNull(dbOptions);
  }

  ColumnFamilyOptions family() {
    return Objects.requireNonNull(familyOptions);
  }

  @Override
  public void close() {
    family().close();
    db().close();
    cache.close();
  }
}
