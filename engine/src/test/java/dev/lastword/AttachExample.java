// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import dev.lastword.merge.LwwMergeOperator;
import dev.lastword.merge.Policy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WALRecoveryMode;

/** Sets in one column family of a database that has others. */
final class AttachExample {
  private AttachExample() {}

  static List<Entry> newestOfAnna(Path directory) throws RocksDBException {
    List<ColumnFamilyHandle> families = new ArrayList<>();
    try (LwwMergeOperator sets = LwwMergeOperator.create(Policy.forget().maxAdds(1_000));
        ColumnFamilyOptions plain = new ColumnFamilyOptions();
        ColumnFamilyOptions merged = new ColumnFamilyOptions().setMergeOperator(sets.handle());
        DBOptions options =
            new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords);
        RocksDB db =
            RocksDB.open(
                options,
                directory.toString(),
                List.of(
                    new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, plain),
                    new ColumnFamilyDescriptor("feeds".getBytes(StandardCharsets.UTF_8), merged)),
                families);
        ColumnFamilyHandle users = families.get(0);
        ColumnFamilyHandle feeds = families.get(1);
        LwwStore store = LwwStore.attach(db, feeds, sets)) {
      db.put(users, "anna".getBytes(StandardCharsets.UTF_8), new byte[] {1});
      store.add("anna", "photo-17", 1_700_000_100);
      return store.select("anna", 0, 50);
    }
  }
}
