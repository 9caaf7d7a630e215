// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import dev.lastword.merge.MergeMetrics;
import dev.lastword.merge.Policy;
import dev.lastword.rocksdb.RawFamily;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/**
 * What a store, its snapshots, iterators and batches share: the database, the gate that every call
 * passes, and the order in which things are closed.
 */
final class StoreCore {
  /** Something that holds native memory of the database and has to go before it does. */
  interface Child {
    /** Frees it, waiting for whoever uses it. Doing so again does nothing. */
    void close();
  }

  /** Room for a few stripes or slots a processor. */
  private static final int WIDTH =
      Integer.highestOneBit(4 * Runtime.getRuntime().availableProcessors() - 1) << 1;

  private final StoreParts parts;
  private final RawFamily raw;
  private final int familyNumber;
  private final MergeMetrics mergesBefore;

  /** False for the default column family's handle as the database lends it, which never owns. */
  private final boolean familyOwns;

  private final Gate gate = new Gate(WIDTH);
  private final CallPool<Call> pool = new CallPool<>(WIDTH);
  private final Set<Child> children = ConcurrentHashMap.newKeySet();
  private final Set<CompactRangeOptions> compactions = new HashSet<>();
  private final LongAdder quarantineRead = new LongAdder();
  private volatile @Nullable StoreSurvey lastSurvey;

  /** Set before the operator goes to another store. */
  private volatile @Nullable StoreMetrics lastMetrics;

  private boolean closed;

  StoreCore(StoreParts parts) {
    this.parts = parts;
    this.raw = RawFamily.of(parts.db(), parts.family());
    this.familyNumber = parts.family().getID();
    this.familyOwns = parts.family().isOwningHandle();
    this.mergesBefore = parts.operator().metrics();
  }

  RocksDB db() {
    return parts.db();
  }

  /** Where the database's logs are. */
  Path logDir() {
    return parts.logDir();
  }

  /** What a secondary looks at the logs with before it reads on. */
  LogWatch logWatch() {
    return parts.logWatch();
  }

  ColumnFamilyHandle family() {
    return parts.family();
  }

  /** What reads and writes go through. */
  RawFamily raw() {
    return raw;
  }

  /** The column family's number in a batch of writes. */
  int familyNumber() {
    return familyNumber;
  }

  Policy policy() {
    return parts.operator().policy();
  }

  /** How large a set may grow, in bytes of {@link dev.lastword.merge.RecordWeight}. */
  long mostWeight() {
    return parts.operator().mostWeight();
  }

  ReadOptions reads() {
    return parts.reads();
  }

  WriteOptions writes() {
    return parts.writes();
  }

  StampGuard guard() {
    return parts.guard();
  }

  StoreMode mode() {
    return parts.mode();
  }

  /**
   * Begins a call.
   *
   * @throws IllegalStateException when the store is closed
   */
  Call enter() {
    int counter = gate.enter();
    if (counter < 0) {
      throw closed();
    }
    try {
      checkDatabase();
      Call call = pool.take();
      if (call == null) {
        call = new Call(this);
      }
      call.begin(counter);
      return call;
    } catch (RuntimeException | Error e) { // there may be no memory off the heap, for example
      gate.leave(counter); // or closing would wait for ever
      throw e;
    }
  }

  /**
   * Begins a call that writes.
   *
   * @throws IllegalStateException when the store is closed
   * @throws UnsupportedOperationException when it is read-only
   */
  Call enterToWrite() {
    if (parts.mode() != StoreMode.READ_WRITE && !gate.isClosed()) {
      throw new UnsupportedOperationException("store was opened read-only");
    }
    return enter();
  }

  void leave(Call call, int counter) {
    pool.give(call);
    gate.leave(counter);
  }

  /**
   * For what is used without entering.
   *
   * @throws IllegalStateException when the database was closed by its owner
   */
  void checkDatabase() {
    if (isClosedBeneath()) {
      throw closedBeneath();
    }
  }

  private boolean isClosedBeneath() {
    return !parts.db().isOwningHandle() || (familyOwns && !parts.family().isOwningHandle());
  }

  private IllegalStateException closedBeneath() {
    return new IllegalStateException(
        parts.db().isOwningHandle()
            ? "the column family's handle was closed beneath this store; close the store first"
            : "the database of this store was closed by its owner");
  }

  static IllegalStateException closed() {
    return new IllegalStateException("store is closed");
  }

  /** Has a child closed with the store. To be called inside a call. */
  void adopt(Child child) {
    children.add(child);
  }

  /** Forgets a child; to be called when its native memory is freed. */
  void release(Child child) {
    children.remove(child);
  }

  /**
   * Compacts the whole column family; a close of the store cancels it.
   *
   * @throws RocksDBException when RocksDB fails, or was cancelled
   */
  void compact(CompactRangeOptions options) throws RocksDBException {
    synchronized (compactions) {
      compactions.add(options);
      options.setCanceled(gate.isClosed());
    }
    try {
      parts.db().compactRange(parts.family(), null, null, options);
    } finally {
      synchronized (compactions) {
        compactions.remove(options);
      }
    }
  }

  /** Whether closing has begun. */
  boolean isClosing() {
    return gate.isClosed();
  }

  void reportQuarantine(byte[] key, int chunks, long bytes) {
    quarantineRead.add(chunks);
    parts.listener().quarantined(key, chunks, bytes);
  }

  long shortened() {
    return parts.operator().shortened() - mergesBefore.shortened();
  }

  long quarantined() {
    return parts.operator().quarantined() - mergesBefore.quarantined() + quarantineRead.sum();
  }

  void surveyed(StoreSurvey survey) {
    lastSurvey = survey;
  }

  /** What was counted up to now, or until the store was closed. */
  StoreMetrics metrics() {
    StoreMetrics now = measured();
    StoreMetrics last = lastMetrics; // asked last: until it is set, the operator is ours
    return last == null ? now : last;
  }

  private StoreMetrics measured() {
    MergeMetrics merges = parts.operator().metrics().minus(mergesBefore);
    return new StoreMetrics(merges, quarantineRead.sum(), lastSurvey);
  }

  /** Closes everything, once: calls finish, children go, then the database. */
  synchronized void close() {
    if (closed) {
      return;
    }
    gate.shut();
    cancelCompactions();
    gate.awaitEmpty();
    children.forEach(Child::close);
    closed = true;
    lastMetrics = measured();
    Closing.all(parts.owned());
  }

  private void cancelCompactions() {
    synchronized (compactions) {
      compactions.forEach(options -> options.setCanceled(true));
    }
  }
}
