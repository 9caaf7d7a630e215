// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;

/**
 * Which database a column family's handle belongs to. RocksDB does not compare: under the handle of
 * another one it writes to the family of that number, and reads the other's files.
 *
 * <p>Both questions are put to members of rocksdbjni 11.8.1 that are not public. Where they are not
 * there, or must not be used, less is refused.
 */
final class HandleOwner {
  private static final @Nullable Field OWNER =
      opened(() -> ColumnFamilyHandle.class.getDeclaredField("rocksDB_"));
  private static final @Nullable Method LENT =
      opened(() -> RocksDB.class.getDeclaredMethod("makeDefaultColumnFamilyHandle"));

  private HandleOwner() {}

  /**
   * Refuses a handle of another database.
   *
   * @throws IllegalArgumentException naming both
   */
  static void check(RocksDB db, ColumnFamilyHandle family) {
    RocksDB owner = of(family);
    if (owner == null) {
      return;
    }
    boolean open = owner.isOwningHandle(); // of a closed one nothing may be asked
    if (!open || owner.getNativeHandle() != db.getNativeHandle()) {
      throw new IllegalArgumentException(
          "column family's handle belongs to another database; attach it to its own (database="
              + db.getName()
              + ", the handle's="
              + (open ? owner.getName() : "closed")
              + ")");
    }
  }

  /**
   * Whether a handle is the one of the default column family that a database lends. It owns
   * nothing, as a closed one does. What {@code getDefaultColumnFamily} returns may be either: the
   * caller's own, where the database was opened with a list of families.
   */
  static boolean isLent(RocksDB db, ColumnFamilyHandle family) {
    return family.getNativeHandle() == defaultOf(db).getNativeHandle();
  }

  private static ColumnFamilyHandle defaultOf(RocksDB db) {
    try {
      return LENT == null ? db.getDefaultColumnFamily() : (ColumnFamilyHandle) LENT.invoke(db);
    } catch (ReflectiveOperationException e) {
      return db.getDefaultColumnFamily();
    }
  }

  private static @Nullable RocksDB of(ColumnFamilyHandle family) {
    try {
      return OWNER == null ? null : (RocksDB) OWNER.get(family);
    } catch (IllegalAccessException e) {
      return null;
    }
  }

  private static <T extends AccessibleObject> @Nullable T opened(Callable<T> member) {
    try {
      T found = member.call();
      found.setAccessible(true);
      return found;
    } catch (Exception e) { // not there, or not to be used
      return null;
    }
  }
}
