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
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/**
 * The RocksDB database of one task's store: the sets, and beside them, in families of their own,
 * changelog offsets and numbers of parts. All of it is written without a write-ahead log and
 * flushed atomically, so on the disk the sets always contain what the offsets say; what a crash
 * takes is restored from the changelog.
 */
final class SetDatabase implements AutoCloseable {
  private static final long OFFSETS_BUFFER_BYTES = 1 << 20;

  private final StoreOptions options;
  private final DBOptions dbOptions;
  private final ColumnFamilyOptions setOptions;
  private final ColumnFamilyOptions smallOptions;
  private final WriteOptions writeOptions;
  private final List<ColumnFamilyHandle> families = new ArrayList<>();
  private final RocksDB db;
  private final LwwStore sets;

  /** Opens or creates it; takes over the options, and closes them also when that fails. */
  SetDatabase(Path dir, StoreOptions options, LwwMergeOperator operator) {
    this.options = options;
    dbOptions = new DBOptions(options.options());
    setOptions = new ColumnFamilyOptions(options.options()).setMergeOperator(operator.handle());
    smallOptions = new ColumnFamilyOptions().setWriteBufferSize(OFFSETS_BUFFER_BYTES);
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
      closeOptions();
      throw new ProcessorStateException("cannot open the sets (database=" + dir + ")", e);
    } catch (RuntimeException e) {
      families.forEach(ColumnFamilyHandle::close);
      if (opened != null) {
        opened.close();
      }
      closeOptions();
      throw e;
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

  /** Small values: into how many records the changelog's states are split. */
  SmallFamily parts() {
    return new SmallFamily(db, families.get(2), writeOptions);
  }

  /** Closing writes memtables to files. */
  @Override
  public void close() {
    options.release();
    sets.close();
    families.forEach(ColumnFamilyHandle::close);
    db.close();
    closeOptions();
  }

  private void closeOptions() {
    writeOptions.close();
    smallOptions.close();
    setOptions.close();
    dbOptions.close();
    options.close();
  }
}
