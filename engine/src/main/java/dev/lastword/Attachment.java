// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import dev.lastword.merge.LwwMergeOperator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/**
 * What {@link LwwStore#attachment} can be told about a store over a database that its caller
 * opened. For one thread.
 */
public final class Attachment {
  private final RocksDB db;
  private final ColumnFamilyHandle family;
  private final LwwMergeOperator operator;
  private StampGuard guard = StampGuard.OFF;
  private QuarantineListener listener = new QuarantineLog();
  private Consumer<WriteOptions> writeChange = options -> {};

  Attachment(RocksDB db, ColumnFamilyHandle family, LwwMergeOperator operator) {
    this.db = Objects.requireNonNull(db, "db");
    this.family = Objects.requireNonNull(family, "family");
    this.operator = Objects.requireNonNull(operator, "operator");
  }

  /** As {@link StoreBuilder#maxFutureSkew}. */
  public Attachment maxFutureSkew(long maxSkew, LongSupplier now) {
    guard = StampGuard.of(maxSkew, now);
    return this;
  }

  /** As {@link StoreBuilder#onQuarantine}. */
  public Attachment onQuarantine(QuarantineListener newListener) {
    listener = Objects.requireNonNull(newListener, "newListener");
    return this;
  }

  /** As {@link StoreBuilder#writeOptions}. */
  public Attachment writeOptions(Consumer<WriteOptions> change) {
    writeChange = writeChange.andThen(change);
    return this;
  }

  /**
   * Attaches the store. Syncs the log of a database that was opened for writing: only what RocksDB
   * refuses tells how it was opened.
   *
   * @return a store that the caller closes, before the column family and the database
   * @throws IllegalStateException when the database, or the column family's handle, is closed
   * @throws IllegalArgumentException when the handle belongs to another database
   * @throws ForeignOperatorException when the column family was opened with another merge operator
   *     or with none, or holds files written with another
   * @throws PolicyMismatchException when it was opened with an operator of another policy
   * @throws StorageException when it orders its keys by another comparator than by their bytes, or
   *     RocksDB cannot tell
   */
  public LwwStore attach() {
    checkOpen();
    String name = new String(familyName(family), StandardCharsets.UTF_8);
    OperatorCheck.checkAttached(InForce.of(family), operator.policy(), name);
    OperatorCheck.checkTables(db, family);
    StoreParts parts = parts();
    try {
      return new LwwStore(new StoreCore(parts));
    } catch (Throwable e) { // no memory for it
      Closing.all(parts.owned());
      throw e;
    }
  }

  /** Refuses what is closed, before anything native is asked. */
  private void checkOpen() {
    if (!db.isOwningHandle()) {
      throw new IllegalStateException("database is closed, or not the owner of what it stands for");
    }
    HandleOwner.check(db, family);
    if (!family.isOwningHandle() && !HandleOwner.isLent(db, family)) {
      throw new IllegalStateException("column family's handle is closed");
    }
  }

  private StoreParts parts() {
    Path logDir = OptionsFile.logDir(Path.of(db.getName()));
    StoreMode mode = mode();
    ReadOptions reads = new ReadOptions();
    WriteOptions writes = new WriteOptions();
    try {
      writeChange.accept(writes);
    } catch (Throwable e) { // in Kotlin, anything
      Closing.all(List.of(writes, reads));
      throw e;
    }
    return new StoreParts(
        db,
        logDir,
        family,
        operator,
        reads,
        writes,
        mode,
        new LogWatch(),
        guard,
        listener,
        List.of(writes, reads));
  }

  /** How the database was opened, which RocksDB tells only by what it refuses. */
  private StoreMode mode() {
    try {
      db.syncWal();
    } catch (RocksDBException e) {
      String refusal = String.valueOf(e.getMessage());
      if (refusal.contains("read only mode")) {
        return StoreMode.READ_ONLY;
      }
      if (refusal.contains("secondary mode")) {
        return StoreMode.SECONDARY;
      }
    }
    return StoreMode.READ_WRITE;
  }

  static byte[] familyName(ColumnFamilyHandle family) {
    try {
      return family.getName();
    } catch (RocksDBException e) {
      throw new StorageException("cannot tell the column family's name", e);
    }
  }
}
