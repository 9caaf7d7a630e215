// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lastword.LwwStore;
import dev.lastword.merge.LwwMergeOperator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Statistics;
import org.rocksdb.WriteOptions;

/**
 * The RocksDB database of one task's store: the sets, and beside them, in families of their own,
 * changelog offsets and the keys that the changelog holds. All of it is written without a
 * write-ahead log and flushed atomically, so on the disk the sets always contain what the offsets
 * say; what a crash takes is restored from the changelog.
 */
final class SetDatabase implements AutoCloseable {
  private final StoreOptions options;
  private final DBOptions dbOptions;
  private final ColumnFamilyOptions setOptions;
  private final ColumnFamilyOptions smallOptions;
  private final WriteOptions writeOptions;
  private final List<ColumnFamilyHandle> families = new ArrayList<>();
  private final RocksDB db;
  private final LwwStore sets;

  /**
   * Opens or creates it; takes over the options, and closes them also when that fails.
   *
   * @throws ProcessorStateException when RocksDB cannot open it
   */
  SetDatabase(Path dir, StoreOptions options, LwwMergeOperator operator) {
    this.options = options;
    dbOptions = new DBOptions(options.options());
    setOptions = new ColumnFamilyOptions(options.options()).setMergeOperator(operator.handle());
    // Buffers as large: the first that is full has all of them flushed.
    smallOptions = new ColumnFamilyOptions(options.options());
    writeOptions = new WriteOptions().setDisableWAL(true);
    RocksDB opened = null;
    try {
      Files.createDirectories(dir);
      opened = RocksDB.open(dbOptions, dir.toString(), descriptors(), families);
      db = opened;
      sets =
          LwwStore.attachment(db, families.getFirst(), operator)
              .writeOptions(writes -> writes.setDisableWAL(true))
              .attach();
    } catch (RocksDBException | IOException e) {
      abandon(opened);
      throw new ProcessorStateException("cannot open the sets (database=" + dir + ")", e);
    } catch (RuntimeException e) {
      abandon(opened);
      throw e;
    }
  }

  private void abandon(@Nullable RocksDB opened) {
    try {
      families.forEach(ColumnFamilyHandle::close);
      if (opened != null) {
        opened.close();
      }
    } finally {
      closeOptions();
    }
  }

  private List<ColumnFamilyDescriptor> descriptors() {
    return List.of(
        new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, setOptions),
        new ColumnFamilyDescriptor("offsets".getBytes(UTF_8), smallOptions),
        new ColumnFamilyDescriptor("parts".getBytes(UTF_8), smallOptions));
  }

  LwwStore sets() {
    return sets;
  }

  RocksDB db() {
    return db;
  }

  /** Small values: what the changelog's offsets are. */
  SmallFamily offsets() {
    return new SmallFamily(db, families.get(1), writeOptions);
  }

  /** What the changelog holds. */
  KnownParts parts() {
    return new KnownParts(new SmallFamily(db, families.get(2), writeOptions));
  }

  @Nullable Statistics statistics() {
    return options.statistics();
  }

  /** Waits for reads that are under way, then closes; that writes memtables to files. */
  @Override
  public void close() {
    try {
      sets.close();
    } finally {
      abandon(db);
    }
  }

  private void closeOptions() {
    try {
      options.release();
    } finally {
      writeOptions.close();
      smallOptions.close();
      setOptions.close();
      dbOptions.close();
      options.close();
    }
  }
}
