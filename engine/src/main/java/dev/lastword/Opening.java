// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import dev.lastword.merge.LwwMergeOperator;
import dev.lastword.merge.Policy;
import dev.lastword.rocksdb.NativeLibrary;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteOptions;

/**
 * One opening of a database by path: finds out what the files say before RocksDB may touch them,
 * then opens, then looks at the table files before compaction may touch those.
 */
final class Opening {
  private final StoreBuilder builder;
  private final LogWatch logWatch;
  private final Path dir;

  /** What has been created so far, first created first. */
  private final List<AutoCloseable> created = new ArrayList<>();

  /** Where the log is; the directory itself unless the options say otherwise. */
  private Path logDir;

  /**
   * Prepares one.
   *
   * @param logWatch which looks at the logs, and knows those that an opening before has looked at
   */
  Opening(StoreBuilder builder, LogWatch logWatch) {
    this.builder = builder;
    this.logWatch = logWatch;
    this.dir = builder.dir;
    this.logDir = dir;
  }

  StoreCore open() {
    NativeLibrary.load();
    try {
      DBOptions dbOptions = dbOptions();
      logDir = LogDir.of(dir, dbOptions.walDir());
      return new StoreCore(parts(policy(), dbOptions));
    } catch (Throwable e) { // what the caller's options throw: in Kotlin, anything
      closeCreated(e);
      throw e;
    }
  }

  private void closeCreated(Throwable cause) {
    try {
      Closing.all(created.reversed());
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  private <T extends AutoCloseable> T keep(T resource) {
    created.add(resource);
    return resource;
  }

  /** The policy to open with: the requested one, if what the database remembers agrees. */
  private Policy policy() {
    if (!Files.exists(dir.resolve("CURRENT"))) {
      return policyOfNew();
    }
    if (builder.errorIfExists) {
      throw new StorageException("database exists already (database=" + dir + ")");
    }
    ManifestCheck.refuseUnreadable(dir, logDir, logWatch);
    if (builder.mode == StoreMode.SECONDARY) {
      OptionsFile.refuseRecycling(dir);
    }
    checkFamilies();
    ManifestCheck.refuseCut(dir, logDir);
    Optional<String> name = OptionsFile.mergeOperator(dir, "default");
    if (name.isPresent()) {
      return agreed(OperatorCheck.policyOf(name.get(), dir.toString()));
    }
    if (!builder.acceptWithoutOperator && holdsData()) {
      throw OptionsFile.tellsOperator(dir, "default")
          ? OperatorCheck.withoutOperator(dir.toString())
          : OptionsFile.missing(dir);
    }
    return requested();
  }

  private Policy policyOfNew() {
    OrphanCheck.refuseData(dir, logDir);
    boolean create =
        builder.createIfMissing == null ? builder.policy != null : builder.createIfMissing;
    if (!create || builder.mode != StoreMode.READ_WRITE) {
      throw new StorageException("there is no database here (database=" + dir + ")");
    }
    return requested();
  }

  private Policy requested() {
    if (builder.policy == null) {
      throw new IllegalArgumentException(
          "policy is missing, and the database remembers none (database=" + dir + ")");
    }
    return builder.policy;
  }

  private Policy agreed(Policy remembered) {
    Policy wanted = builder.policy;
    if (wanted == null || wanted.equals(remembered)) {
      return remembered;
    }
    if (builder.policyChange != PolicyChange.ADOPT) {
      throw new PolicyMismatchException(dir.toString(), remembered, wanted);
    }
    return wanted;
  }

  private void checkFamilies() {
    List<String> others = new ArrayList<>();
    try (Options options = new Options()) {
      for (byte[] family : RocksDB.listColumnFamilies(options, dir.toString())) {
        if (!Arrays.equals(family, RocksDB.DEFAULT_COLUMN_FAMILY)) {
          others.add(new String(family, StandardCharsets.UTF_8));
        }
      }
    } catch (RocksDBException e) {
      throw OpenFailure.of(dir, logDir, e);
    }
    if (!others.isEmpty() && builder.mode == StoreMode.READ_WRITE) {
      throw new StorageException(
          "database has column families of its own; open it with rocksdbjni and use"
              + " LwwStore.attach (column families="
              + others
              + ", database="
              + dir
              + ")");
    }
  }

  /** Whether there is any key; a value that wants an operator counts as well. */
  private boolean holdsData() {
    try (Options options = new Options().setWalDir(logDir.toString());
        RocksDB db = RocksDB.openReadOnly(options, dir.toString());
        RocksIterator iterator = db.newIterator()) {
      iterator.seekToFirst();
      if (!iterator.isValid()) {
        iterator.status();
      }
      return iterator.isValid();
    } catch (RocksDBException e) {
      return true;
    }
  }

  private StoreParts parts(Policy policy, DBOptions dbOptions) {
    LwwMergeOperator operator = OperatorPool.take(policy);
    created.add(() -> OperatorPool.give(operator));
    ColumnFamilyOptions familyOptions = familyOptions(operator);
    // Table files are looked at first; a compaction must not merge what another operator wrote.
    boolean compactionsOff = familyOptions.disableAutoCompactions();
    familyOptions.setDisableAutoCompactions(true);
    List<ColumnFamilyHandle> families = new ArrayList<>();
    if (builder.mode == StoreMode.READ_WRITE) {
      keep(OpenDatabases.claim(dir));
    }
    RocksDB db = keep(openNative(dbOptions, familyOptions, families));
    ColumnFamilyHandle family = keep(families.getFirst());
    OperatorCheck.checkOrder(InForce.of(family), dir.toString());
    OperatorCheck.checkTables(db, family);
    if (!compactionsOff && builder.mode == StoreMode.READ_WRITE) {
      enableCompactions(db, family);
    }
    ReadOptions reads = keep(new ReadOptions());
    WriteOptions writes = keep(new WriteOptions().setSync(builder.sync));
    builder.writeChange.accept(writes);
    return new StoreParts(
        db,
        logDir,
        family,
        operator,
        reads,
        writes,
        builder.mode,
        logWatch,
        builder.guard,
        builder.listener,
        closingOrder(db));
  }

  /** Later things go first; before all of them, the log is put on the disk. */
  private List<AutoCloseable> closingOrder(RocksDB db) {
    List<AutoCloseable> order = new ArrayList<>();
    if (builder.mode == StoreMode.READ_WRITE) {
      order.add(() -> syncLog(db));
    }
    order.addAll(created.reversed());
    return order;
  }

  private void syncLog(RocksDB db) {
    if (!db.isOwningHandle()) {
      return; // closed by someone who had it from LwwStore.rocksdb()
    }
    try {
      db.flushWal(true);
    } catch (RocksDBException e) {
      throw new StorageException("cannot put the log on the disk (database=" + dir + ")", e);
    }
  }

  private DBOptions dbOptions() {
    DBOptions options = keep(StoreDefaults.dbOptions());
    options.setCreateIfMissing(true); // whether it may be created was decided above
    if (builder.mode == StoreMode.SECONDARY) {
      options.setMaxOpenFiles(-1);
    }
    builder.dbChange.accept(options);
    return options;
  }

  private ColumnFamilyOptions familyOptions(LwwMergeOperator operator) {
    LRUCache cache = keep(StoreDefaults.blockCache());
    BloomFilter filter = keep(new BloomFilter(StoreDefaults.BLOOM_BITS));
    BlockBasedTableConfig table = StoreDefaults.tableConfig(cache, filter);
    builder.tableChange.accept(table);
    ColumnFamilyOptions options = keep(StoreDefaults.columnFamilyOptions());
    options.setTableFormatConfig(table);
    builder.familyChange.accept(options);
    options.setMergeOperator(operator.handle());
    return options;
  }

  private RocksDB openNative(
      DBOptions dbOptions, ColumnFamilyOptions familyOptions, List<ColumnFamilyHandle> families) {
    List<ColumnFamilyDescriptor> descriptors =
        List.of(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, familyOptions));
    String path = dir.toString();
    try {
      return switch (builder.mode) {
        case READ_WRITE -> RocksDB.open(dbOptions, path, descriptors, families);
        case READ_ONLY -> RocksDB.openReadOnly(dbOptions, path, descriptors, families);
        case SECONDARY ->
            RocksDB.openAsSecondary(
                dbOptions, path, String.valueOf(builder.secondaryDir), descriptors, families);
      };
    } catch (RocksDBException e) {
      throw OpenFailure.of(dir, logDir, e);
    }
  }

  private void enableCompactions(RocksDB db, @Nullable ColumnFamilyHandle family) {
    try {
      db.enableAutoCompaction(List.of(family));
    } catch (RocksDBException e) {
      throw new StorageException("cannot start compactions (database=" + dir + ")", e);
    }
  }
}
