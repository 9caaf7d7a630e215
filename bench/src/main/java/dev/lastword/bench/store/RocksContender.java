// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompactRangeOptions.BottommostLevelCompaction;
import org.rocksdb.FlushOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/** A database that a contender opens itself, with the options that Lastword has. */
abstract class RocksContender implements Contender {
  final RocksDB db;
  final ColumnFamilyHandle family;
  final ReadOptions reads;
  final WriteOptions writes;
  private final SharedOptions options;
  private final Counters counters;

  /**
   * Opens the database.
   *
   * @param change what this contender wants to be different
   */
  RocksContender(Setting setting, Consumer<ColumnFamilyOptions> change) {
    options = SharedOptions.copy(setting.dir().resolve("options"));
    counters = new Counters(setting.counted());
    counters.attach(options.db());
    setting.apply(options.family());
    change.accept(options.family());
    reads = new ReadOptions();
    writes = new WriteOptions().setDisableWAL(!setting.log());
    List<ColumnFamilyHandle> families = new ArrayList<>();
    try {
      db =
          RocksDB.open(
              options.db(),
              setting.dir().resolve("database").toString(),
              List.of(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, options.family())),
              families);
    } catch (RocksDBException e) {
      throw new IllegalStateException(e);
    }
    family = families.getFirst();
  }

  @Override
  public final void settle() {
    try (FlushOptions wait = new FlushOptions().setWaitForFlush(true)) {
      db.flush(wait, family);
    } catch (RocksDBException e) {
      throw new IllegalStateException(e);
    }
    Counters.awaitQuiet(db);
  }

  @Override
  public final void compact() {
    try (CompactRangeOptions all =
        new CompactRangeOptions().setBottommostLevelCompaction(BottommostLevelCompaction.kForce)) {
      db.compactRange(family, null, null, all);
    } catch (RocksDBException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public final Figures figures() {
    return counters.figures(db);
  }

  @Override
  public final void close() {
    family.close();
    db.close();
    writes.close();
    reads.close();
    options.close();
    counters.close();
  }
}
