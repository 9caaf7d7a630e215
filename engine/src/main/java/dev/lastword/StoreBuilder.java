// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import dev.lastword.merge.Policy;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.WriteOptions;

/**
 * Everything that opening a {@link LwwStore} by path can be told. Without any of it, {@link #open}
 * opens an existing database with the policy that it remembers. For one thread.
 *
 * <p>The rocksdbjni options come set up for sets ({@code docs/operations.md} tells each and why);
 * the consumers change whatever they like, except the merge operator. The store closes the option
 * objects; what a consumer puts into them (a cache, a rate limiter, a listener) stays the caller's.
 */
public final class StoreBuilder {
  final Path dir;
  @Nullable Policy policy;
  PolicyChange policyChange = PolicyChange.REFUSE;
  @Nullable Boolean createIfMissing;
  boolean errorIfExists;
  boolean acceptWithoutOperator;
  StoreMode mode = StoreMode.READ_WRITE;
  @Nullable Path secondaryDir;
  StampGuard guard = StampGuard.OFF;
  QuarantineListener listener = new QuarantineLog();
  boolean sync;
  Consumer<DBOptions> dbChange = options -> {};
  Consumer<ColumnFamilyOptions> familyChange = options -> {};
  Consumer<BlockBasedTableConfig> tableChange = config -> {};
  Consumer<WriteOptions> writeChange = options -> {};

  StoreBuilder(Path dir) {
    this.dir = Objects.requireNonNull(dir, "dir");
  }

  /** The policy wanted. Without one, the database's own; needed to create a database. */
  public StoreBuilder policy(Policy policy) {
    this.policy = Objects.requireNonNull(policy, "policy");
    return this;
  }

  /** What to do when the database remembers another policy; {@link PolicyChange#REFUSE}. */
  public StoreBuilder onPolicyChange(PolicyChange choice) {
    policyChange = Objects.requireNonNull(choice, "choice");
    return this;
  }

  /** Whether to create the database where there is none; true when a policy is given. */
  public StoreBuilder createIfMissing(boolean create) {
    createIfMissing = create;
    return this;
  }

  /** Whether to refuse a database that exists already; false. */
  public StoreBuilder errorIfExists(boolean error) {
    errorIfExists = error;
    return this;
  }

  /**
   * Whether to take a database whose data was written without any merge operator; false. Its values
   * had better be records: a value that is none makes reads of its key fail.
   */
  public StoreBuilder acceptDataWithoutOperator(boolean accept) {
    acceptWithoutOperator = accept;
    return this;
  }

  /**
   * Whether to open for reading only; false. Works beside a process that writes: what it wrote
   * before this opening is seen.
   */
  public StoreBuilder readOnly(boolean readOnly) {
    mode = readOnly ? StoreMode.READ_ONLY : StoreMode.READ_WRITE;
    return this;
  }

  /**
   * Opens as a secondary: for reading, beside a process that writes, and able to {@link
   * LwwStore#catchUp catch up} with it. Refused when the writer recycles its logs, from which
   * RocksDB's secondaries may not come back; it has no {@linkplain LwwStore#snapshot snapshots}.
   *
   * @param logDir where RocksDB puts the secondary's own log; a folder of its own
   * @throws IllegalArgumentException for the database's directory, where the writer has its log
   */
  public StoreBuilder asSecondary(Path logDir) {
    secondaryDir = Objects.requireNonNull(logDir, "logDir");
    if (RealPath.of(logDir).equals(RealPath.of(dir))) {
      throw new IllegalArgumentException(
          "a secondary's log needs a folder of its own; this is the database's (logDir="
              + logDir
              + ")");
    }
    mode = StoreMode.SECONDARY;
    return this;
  }

  /**
   * Refuses stamps too far in the future: one stamp of a broken clock can push everything else out
   * of a set with a window. Off unless set.
   *
   * @param maxSkew how far ahead of {@code now} a stamp may be, 0 or more, in the unit of the
   *     stamps
   * @param now the time, in the unit of the stamps; thread-safe and quick
   */
  public StoreBuilder maxFutureSkew(long maxSkew, LongSupplier now) {
    guard = StampGuard.of(maxSkew, now);
    return this;
  }

  /**
   * Whom to tell of quarantined bytes met by reads. The default writes one warning a key, for a
   * thousand keys at most, to the {@link System.Logger} named {@code dev.lastword}.
   */
  public StoreBuilder onQuarantine(QuarantineListener listener) {
    this.listener = Objects.requireNonNull(listener, "listener");
    return this;
  }

  /** Whether each write waits until its log record is on the disk; false. */
  public StoreBuilder sync(boolean sync) {
    this.sync = sync;
    return this;
  }

  /**
   * Changes the database's options. Called by {@link #open} on its thread, in a read-only opening
   * beside a writer perhaps several times: make caches and listeners outside.
   */
  public StoreBuilder dbOptions(Consumer<DBOptions> change) {
    dbChange = dbChange.andThen(change);
    return this;
  }

  /** Changes the column family's options; called as {@link #dbOptions}' is. */
  public StoreBuilder columnFamilyOptions(Consumer<ColumnFamilyOptions> change) {
    familyChange = familyChange.andThen(change);
    return this;
  }

  /** Changes the table format's options; called as {@link #dbOptions}' is. */
  public StoreBuilder tableConfig(Consumer<BlockBasedTableConfig> change) {
    tableChange = tableChange.andThen(change);
    return this;
  }

  /** Changes the options of every write. */
  public StoreBuilder writeOptions(Consumer<WriteOptions> change) {
    writeChange = writeChange.andThen(change);
    return this;
  }

  /**
   * Opens the store.
   *
   * @return a store that the caller closes
   * @throws PolicyMismatchException when the database remembers another policy and {@link
   *     PolicyChange#ADOPT} was not chosen
   * @throws ForeignOperatorException when the data was written with another merge operator, or with
   *     none
   * @throws StorageException when there is no database and none may be created, when there is one
   *     and there must not be, when it has column families of its own and is opened for writing,
   *     when it is locked by a process that writes, when it orders its keys by another comparator
   *     than by their bytes, or when RocksDB cannot open it
   * @throws IllegalArgumentException when no policy was given and there is none to remember
   * @throws UnsupportedOperationException when RocksDB's library cannot be loaded or called here
   * @throws IllegalCallerException when native access is denied to Lastword
   */
  public LwwStore open() {
    LogWatch logs = new LogWatch();
    if (mode == StoreMode.READ_WRITE) {
      return new LwwStore(new Opening(this, logs).open());
    }
    StoreCore core =
        SteadyOpening.open(dir, () -> new Opening(this, logs).open(), StoreCore::close);
    LwwStore store = new LwwStore(core);
    return mode == StoreMode.SECONDARY ? caughtUp(store) : store;
  }

  /** Catches up with the writer; a store that cannot is closed. */
  static LwwStore caughtUp(LwwStore store) {
    try {
      store.catchUp();
      return store;
    } catch (RuntimeException | Error e) {
      try {
        store.close();
      } catch (RuntimeException closing) {
        e.addSuppressed(closing);
      }
      throw e;
    }
  }
}
