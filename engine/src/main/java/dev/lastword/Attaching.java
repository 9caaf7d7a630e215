// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import dev.lastword.merge.LwwMergeOperator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/** Makes a store over a database that its owner opened and will close. */
final class Attaching {
  private Attaching() {}

  static StoreCore attach(RocksDB db, ColumnFamilyHandle family, LwwMergeOperator operator) {
    String name = new String(familyName(family), StandardCharsets.UTF_8);
    Optional<String> inForce = OptionsFile.mergeOperator(Path.of(db.getName()), name);
    OperatorCheck.checkAttached(inForce, operator.policy(), name);
    OperatorCheck.checkTables(db, family);
    ReadOptions reads = new ReadOptions();
    WriteOptions writes = new WriteOptions();
    return new StoreCore(
        new StoreParts(
            db,
            family,
            operator,
            reads,
            writes,
            StoreMode.READ_WRITE,
            StampGuard.OFF,
            new QuarantineLog(),
            List.of(writes, reads)));
  }

  static byte[] familyName(ColumnFamilyHandle family) {
    try {
      return family.getName();
    } catch (RocksDBException e) {
      throw new StorageException("cannot tell the column family's name", e);
    }
  }
}
