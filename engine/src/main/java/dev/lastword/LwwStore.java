// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import dev.lastword.merge.LwwMergeOperator;
import dev.lastword.merge.Policy;
import dev.lastword.record.RecordFormat;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.Snapshot;

/**
 * Last-writer-wins sets in a RocksDB database. Each write is one merge operand, appended without
 * reading; RocksDB merges them, in Java, when it flushes, compacts and reads.
 *
 * <p>Thread-safe. A store owns native memory, files and the database's lock until it is closed.
 * After that every method but {@link #metrics} throws {@link IllegalStateException}; so do its
 * snapshots, iterators and batches, which it closes along.
 */
public final class LwwStore extends SetReads implements SetWriter, AutoCloseable {
  private final StoreCore core;

  LwwStore(StoreCore core) {
    this.core = core;
  }

  /**
   * Opens the database at {@code dir}, creating it where there is none.
   *
   * @param dir the database's directory
   * @param policy what the sets remember
   * @return a store that the caller closes
   * @throws PolicyMismatchException when the database remembers another policy
   * @throws ForeignOperatorException when it was written with another merge operator, or with none
   * @throws StorageException when RocksDB cannot open it
   * @throws UnsupportedOperationException when RocksDB's library cannot be loaded or called here
   * @throws IllegalCallerException when native access is denied to Lastword
   */
  public static LwwStore open(Path dir, Policy policy) {
    return builder(dir).policy(policy).open();
  }

  /**
   * Opens the existing database at {@code dir} with the policy that it remembers.
   *
   * @param dir the database's directory
   * @return a store that the caller closes
   * @throws ForeignOperatorException when it was written with another merge operator, or with none
   * @throws StorageException when there is no database, or RocksDB cannot open it
   * @throws IllegalArgumentException when it holds nothing and remembers no policy
   * @throws UnsupportedOperationException when RocksDB's library cannot be loaded or called here
   * @throws IllegalCallerException when native access is denied to Lastword
   */
  public static LwwStore open(Path dir) {
    return builder(dir).open();
  }

  /**
   * Opens the existing database at {@code dir} for reading, with the policy that it remembers, also
   * beside a process that writes to it. Writes throw {@link UnsupportedOperationException}.
   *
   * @param dir the database's directory
   * @return a store that the caller closes
   * @throws ForeignOperatorException when it was written with another merge operator, or with none
   * @throws StorageException when there is no database, or RocksDB cannot open it
   * @throws IllegalArgumentException when it holds nothing and remembers no policy
   */
  public static LwwStore openReadOnly(Path dir) {
    return builder(dir).readOnly(true).open();
  }

  /** Opens the database at {@code dir} in every other way. */
  public static StoreBuilder builder(Path dir) {
    return new StoreBuilder(dir);
  }

  /**
   * Looks for what keeps RocksDB from coming back, or has it drop a whole log, when it opens a
   * database: a flipped bit in the MANIFEST or in a log. To be called before the caller opens one
   * himself, to {@link #attach} to it; whatever opens a store by its directory has this done. Reads
   * the logs once, and needs no RocksDB.
   *
   * @param dir the database's directory; where there is no database, nothing is wrong
   * @param logDir where its logs are: {@code dir} unless {@code wal_dir} is set
   * @throws StorageException naming the file and the place; {@code docs/operations.md} tells how to
   *     go on
   */
  public static void checkLogs(Path dir, Path logDir) {
    Objects.requireNonNull(logDir, "logDir");
    if (Files.exists(dir.resolve("CURRENT"))) {
      ManifestCheck.refuseUnreadable(dir, logDir);
    }
  }

  /**
   * A store over a column family of a database that the caller opened: any {@link RocksDB}, {@code
   * TransactionDB} and {@code OptimisticTransactionDB} among them, and those opened for reading or
   * as a secondary. The caller keeps database, column family and operator open as long as the
   * store, and closes them after it; closing the store leaves them open, and does not sync the log.
   * The policy of earlier openings is not compared: it is in the operator that the caller opened
   * with.
   *
   * @param db an open database, in an ordinary file system
   * @param family one of its column families
   * @param operator the one that was put into the column family's options
   * @return a store that the caller closes, before the column family and the database
   * @throws IllegalStateException when the database, or the column family's handle, is closed
   * @throws IllegalArgumentException when the handle belongs to another database
   * @throws ForeignOperatorException when the column family was opened with another merge operator
   *     or with none, or holds files written with another
   * @throws PolicyMismatchException when it was opened with an operator of another policy
   * @throws StorageException when it orders its keys by another comparator than by their bytes, or
   *     RocksDB cannot tell
   */
  public static LwwStore attach(RocksDB db, ColumnFamilyHandle family, LwwMergeOperator operator) {
    return attachment(db, family, operator).attach();
  }

  /** As {@link #attach}, with more to say; nothing is attached yet. */
  public static Attachment attachment(
      RocksDB db, ColumnFamilyHandle family, LwwMergeOperator operator) {
    return new Attachment(db, family, operator);
  }

  @Override
  public void add(byte[] key, byte[] member, long stamp) {
    Checks.member(key, member);
    core.guard().check(key, stamp);
    try (Call call = core.enterToWrite()) {
      Writes.operation(call, RecordFormat.ADD, key, member, stamp);
    }
  }

  @Override
  public void add(ByteBuffer key, ByteBuffer member, long stamp) {
    Checks.member(key, member);
    core.guard().check(key, stamp);
    try (Call call = core.enterToWrite()) {
      Writes.operation(call, RecordFormat.ADD, key, member, stamp);
    }
  }

  @Override
  public void delete(byte[] key, byte[] member, long stamp) {
    Checks.member(key, member);
    core.guard().check(key, stamp);
    try (Call call = core.enterToWrite()) {
      Writes.operation(call, RecordFormat.DELETE, key, member, stamp);
    }
  }

  @Override
  public void delete(ByteBuffer key, ByteBuffer member, long stamp) {
    Checks.member(key, member);
    core.guard().check(key, stamp);
    try (Call call = core.enterToWrite()) {
      Writes.operation(call, RecordFormat.DELETE, key, member, stamp);
    }
  }

  @Override
  public void forget(byte[] key, long stamp, byte[] member) {
    Checks.position(key, member);
    core.guard().check(key, stamp);
    try (Call call = core.enterToWrite()) {
      Writes.operation(call, RecordFormat.FORGET, key, member, stamp);
    }
  }

  @Override
  public void join(byte[] key, byte[] record) {
    byte[] own = record.clone(); // what is checked is what is written, whoever changes the array
    long time = core.guard().time();
    try (Call call = core.enterToWrite()) {
      Writes.join(call, key, own, time);
    }
  }

  /**
   * An empty batch, which the caller closes.
   *
   * @throws UnsupportedOperationException when the store was opened read-only or as a secondary
   */
  public LwwBatch batch() {
    try (Call call = core.enterToWrite()) {
      return LwwBatch.create(call.core);
    }
  }

  /**
   * The sets as they are now, until the caller closes it.
   *
   * @throws UnsupportedOperationException on a secondary: RocksDB's reads do not keep to a snapshot
   *     there. Open the database read-only instead, which is one. And where a column family of the
   *     database has {@code inplace_update_support}, with which RocksDB gives none
   */
  public LwwSnapshot snapshot() {
    try (Call call = core.enter()) {
      return LwwSnapshot.take(call.core);
    }
  }

  /** The policy in force. */
  public Policy policy() {
    try (Call call = core.enter()) {
      return call.core.policy();
    }
  }

  /** Gauges for monitoring; cheap. */
  public StoreStats stats() {
    return Gauges.read(core);
  }

  /**
   * What was counted since the store was opened: merges, their operands, bytes and time, operations
   * refused. Takes a few microseconds, reads no data and stops nobody. A closed store answers too,
   * with its last figures, so that whoever watches it need not know that it was closed.
   */
  public StoreMetrics metrics() {
    return core.metrics();
  }

  /**
   * Reads every record and adds up what the sets hold: members, tombstones, ages of horizons,
   * operands that wait to be merged. {@link #metrics} tells the last result until the next.
   *
   * <p>Costs what reading the whole column family costs, once, and 150 kB of memory; leaves the
   * block cache to others and waits for nobody. Worth doing every hour or every night, by a thread
   * of the caller's. Closing the store ends it with an exception.
   *
   * @param progress told every few thousand keys
   */
  public StoreSurvey survey(Progress progress) {
    Objects.requireNonNull(progress, "progress");
    return Survey.run(core, progress);
  }

  /**
   * Malformed byte strings met since the store was opened: put into quarantine by its merge
   * operator, those of other stores under the same operator too, and met by reads. Anything but 0
   * wants a {@link #verify}.
   */
  public long quarantined() {
    try (Call call = core.enter()) {
      return call.core.quarantined();
    }
  }

  /**
   * Merges since the store was opened that forgot a set's oldest entries because it had reached the
   * largest size, 2 GiB less 1 MiB, counting 12 bytes and the member for each entry. The set goes
   * on from there as after {@link #forget}. Merges of other stores under the same operator count
   * too. Anything but 0 wants a policy with thresholds, or more and smaller sets.
   */
  public long shortened() {
    try (Call call = core.enter()) {
      return call.core.shortened();
    }
  }

  /**
   * Reads every record and hands its summary to {@code visitor}, in the order of the keys. Records
   * that cannot be read are left out: {@link #verify} finds those.
   *
   * @param visitor may call the store, and close it
   * @return how many were left out
   */
  public long summarize(Consumer<SetSummary> visitor) {
    Objects.requireNonNull(visitor, "visitor");
    return Summaries.read(core, visitor, Progress.NONE);
  }

  /**
   * Reads and checks every record and every file's checksums; writes nothing.
   *
   * @param listener handed each finding as it is met
   * @param progress told every few thousand keys
   * @return how many records were read, and what was wrong with how many
   */
  public VerifyReport verify(Consumer<Finding> listener, Progress progress) {
    Objects.requireNonNull(listener, "listener");
    Objects.requireNonNull(progress, "progress");
    return Verification.run(core, listener, progress);
  }

  /**
   * Applies the policy in force to records that no merge has touched since it changed or time moved
   * on, by merging an empty operand into each that needs it. Disk space comes back when RocksDB
   * compacts; {@link #compact} does so now.
   *
   * @param progress told every few thousand keys
   * @return how many records were looked at, and how many needed it
   * @throws UnsupportedOperationException when the store was opened read-only or as a secondary
   */
  public SweepReport sweep(Progress progress) {
    Objects.requireNonNull(progress, "progress");
    return Sweep.run(core, progress);
  }

  /**
   * Writes what is in memory to table files and waits.
   *
   * @throws UnsupportedOperationException when the store was opened read-only or as a secondary
   */
  public void flush() {
    Maintenance.flush(core);
  }

  /**
   * Merges everything down to the last level, one plain record a key, and waits. Closing the store
   * from another thread cancels it.
   *
   * @throws UnsupportedOperationException when the store was opened read-only or as a secondary
   * @throws IllegalStateException when closing cancels it
   */
  public void compact() {
    Maintenance.compact(core);
  }

  /**
   * Makes a consistent copy of the database that can be opened by itself, with hard links where the
   * file system allows, so in no time and little space.
   *
   * @param dir where to; must not exist, its parent must
   */
  public void checkpoint(Path dir) {
    Maintenance.checkpoint(core, dir);
  }

  /**
   * What RocksDB holds under a key before merging, for a look inside. Opens the directory a second
   * time for it: not for hot paths.
   *
   * @return null when nothing is stored under the key
   */
  public @Nullable PendingRecord pending(byte[] key) {
    Checks.keyLength(key.length);
    return Maintenance.pending(core, key);
  }

  /**
   * Takes in what the writing process did before this call; only on a store opened as a {@linkplain
   * StoreBuilder#asSecondary secondary}, or attached to one. A read of several sets meanwhile may
   * see some as they were and some as they are.
   *
   * @throws UnsupportedOperationException on any other
   * @throws StorageException when it fails, when the MANIFEST or a log is so damaged that RocksDB
   *     would not come back, or when the writer recycles logs or leaves no moment between two
   *     flushes
   */
  public void catchUp() {
    Maintenance.catchUp(core);
  }

  /**
   * The database underneath, for what this class does not offer. It is closed with the store, which
   * cannot guard calls made directly on it.
   */
  public RocksDB rocksdb() {
    try (Call call = core.enter()) {
      return call.core.db();
    }
  }

  /** The column family underneath; see {@link #rocksdb()}. */
  public ColumnFamilyHandle columnFamily() {
    try (Call call = core.enter()) {
      return call.core.family();
    }
  }

  /**
   * Closes the store, with its snapshots, iterators and batches, after waiting for calls under way
   * in other threads. Everything written is in the log or in files; nothing is lost by closing
   * without {@link #flush}. A store that was opened by its directory syncs the log; an attached one
   * leaves that to the database's owner. Closing again does nothing.
   */
  @Override
  public void close() {
    core.close();
  }

  @Override
  Call enter() {
    return core.enter();
  }

  @Override
  ReadOptions readOptions() {
    return core.reads();
  }

  @Override
  List<TimelineEntry> timeline(Call call, Timeline.Query query) {
    if (core.mode() == StoreMode.SECONDARY) {
      // The writer's flush, which knows of no snapshot here, may have joined what lies before one
      // with what lies behind, and a read by that snapshot would miss both.
      return Timeline.read(call, core.reads(), query);
    }
    Snapshot moment = core.db().getSnapshot();
    try (ReadOptions options = new ReadOptions(core.reads()).setSnapshot(moment)) {
      return Timeline.read(call, options, query);
    } finally {
      core.db().releaseSnapshot(moment);
    }
  }
}
