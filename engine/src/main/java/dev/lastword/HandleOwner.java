// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;

/**
 * Which database a column family's handle belongs to. RocksDB does not compare: under the handle of
 * another one it writes to the family of that number, and reads the other's files.
 */
final class HandleOwner {
  private static final @Nullable Field OWNER = owner();

  private HandleOwner() {}

  /**
   * Refuses a handle of another database.
   *
   * @throws IllegalArgumentException naming both
   */
  static void check(RocksDB db, ColumnFamilyHandle family) {
    RocksDB owner = of(family);
    if (owner != null && owner.getNativeHandle() != db.getNativeHandle()) {
      throw new IllegalArgumentException(
          "column family's handle belongs to another database; attach it to its own (database="
              + db.getName()
              + ", the handle's="
              + owner.getName()
              + ")");
    }
  }

  private static @Nullable RocksDB of(ColumnFamilyHandle family) {
    try {
      return OWNER == null ? null : (RocksDB) OWNER.get(family);
    } catch (IllegalAccessException e) {
      return null;
    }
  }

  /** Of rocksdbjni 11.8.1; null where there is none, or it must not be read. */
  private static @Nullable Field owner() {
    try {
      Field field = ColumnFamilyHandle.class.getDeclaredField("rocksDB_");
      field.setAccessible(true);
      return field;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }
}
