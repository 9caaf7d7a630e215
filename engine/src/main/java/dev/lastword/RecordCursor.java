// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import dev.lastword.merge.ReadScope;
import dev.lastword.record.RecordView;
import java.util.Arrays;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/**
 * A guarded walk over the keys of a store, under {@link KeyIterator} and {@link RecordIterator} and
 * the passes over all data.
 *
 * <p>Every step holds this object's monitor, which costs next to nothing uncontended; closing takes
 * it too, so that the native iterator is never freed under a step. The store closes its cursors
 * before the database.
 */
final class RecordCursor implements StoreCore.Child {
  private static final int SMALL = 512;
  private static final long SCAN_READAHEAD = 2 << 20;

  private final StoreCore core;
  private final ReadOptions options;
  private final @Nullable Slice end;
  private final RocksIterator iterator;
  private final RecordView view = new RecordView();
  private final PolicyCut policyCut;
  private final ValueBuffer value = new ValueBuffer(SMALL);
  private final ValueBuffer cut = new ValueBuffer(SMALL);
  private int pendingOperands;
  private long unreadable;
  private boolean closed;

  private RecordCursor(
      StoreCore core, ReadOptions base, byte[] first, byte @Nullable [] bound, boolean scan) {
    this.core = core;
    this.policyCut = new PolicyCut(core.policy());
    end = bound == null ? null : new Slice(bound);
    options = new ReadOptions(base).setTotalOrderSeek(true);
    if (end != null) {
      options.setIterateUpperBound(end);
    }
    if (scan) {
      options.setFillCache(false).setReadaheadSize(SCAN_READAHEAD);
    }
    iterator = core.db().newIterator(core.family(), options);
    moveTo(first);
  }

  /** Opens a cursor at the first key with that prefix. To be called inside a call. */
  static RecordCursor open(StoreCore core, ReadOptions base, byte[] prefix) {
    return open(core, base, prefix, endOf(prefix));
  }

  /**
   * Opens a cursor at the first key from {@code first} on. To be called inside a call.
   *
   * @param bound ends before this key; null ends behind the last
   */
  static RecordCursor open(
      StoreCore core, ReadOptions base, byte[] first, byte @Nullable [] bound) {
    RecordCursor cursor = new RecordCursor(core, base, first, bound, false);
    core.adopt(cursor);
    return cursor;
  }

  /**
   * Opens a cursor for a pass over everything: it reads ahead, and leaves the block cache to those
   * who read what they will read again. To be called inside a call.
   */
  static RecordCursor openScan(StoreCore core, ReadOptions base) {
    RecordCursor cursor = new RecordCursor(core, base, Bytes.NONE, null, true);
    core.adopt(cursor);
    return cursor;
  }

  /** The least key above all that begin with {@code prefix}; null when there is none. */
  static byte @Nullable [] endOf(byte[] prefix) {
    int length = prefix.length;
    while (length > 0 && prefix[length - 1] == (byte) 0xff) {
      length--;
    }
    if (length == 0) {
      return null;
    }
    byte[] end = Arrays.copyOf(prefix, length);
    end[length - 1]++;
    return end;
  }

  synchronized boolean hasCurrent() {
    checkOpen();
    if (iterator.isValid()) {
      return true;
    }
    try {
      iterator.status();
    } catch (RocksDBException e) {
      throw new StorageException("cannot read the next key", e);
    }
    return false;
  }

  /** Goes on at the first key from {@code key} on, behind a stretch that cannot be read as well. */
  synchronized void seek(byte[] key) {
    checkOpen();
    moveTo(key);
  }

  synchronized byte[] takeKey() {
    byte[] key = currentKey();
    moveOn();
    return key;
  }

  /** Takes the current record, steps on, and then reports what it carries in quarantine. */
  StoredRecord takeRecord() {
    StoredRecord record;
    int chunks;
    long bytes;
    synchronized (this) {
      byte[] key = currentKey();
      try {
        boolean sound = load() == null;
        if (sound) {
          applyPolicy();
        } else {
          unreadable++;
        }
        record = new StoredRecord(key, sound ? RecordBytes.copy(view) : iterator.value());
        chunks = sound ? view.quarantineCount() : 0;
        bytes = chunks == 0 ? 0 : RecordBytes.quarantinedBytes(view);
      } finally {
        step();
      }
    }
    if (chunks > 0) {
      core.reportQuarantine(record.key(), chunks, bytes);
    }
    return record;
  }

  /**
   * Hands the current record, as it is stored, to {@code visitor} and steps on.
   *
   * @return false when there is no current record
   */
  synchronized boolean visit(Visitor visitor) {
    if (!hasCurrent()) {
      return false;
    }
    try {
      String problem = load();
      visitor.at(iterator.key(), view, problem);
    } finally {
      step();
    }
    return true;
  }

  /** Returns how many values that {@link #takeRecord} took are no records. */
  synchronized long unreadable() {
    return unreadable;
  }

  /** For a visitor: applies the policy in force to the record that it is shown. */
  void applyPolicy() {
    policyCut.apply(view, cut);
  }

  /** For a visitor: how many operands were merged into the record that it is shown. */
  int pendingOperands() {
    return pendingOperands;
  }

  private byte[] currentKey() {
    if (!hasCurrent()) {
      throw new NoSuchElementException("no more keys");
    }
    return iterator.key();
  }

  /** Attaches the view to the current value; returns what is wrong with it, or null. */
  private @Nullable String load() {
    int size = iterator.value(value.clear());
    if (size > value.capacity()) {
      size = iterator.value(value.clear(size));
    }
    return view.wrap(value.address(), size);
  }

  private void step() {
    value.trim();
    cut.trim();
    moveOn();
  }

  /** RocksDB merges what a key needs when it steps there, on the thread that steps. */
  private void moveTo(byte[] key) {
    ReadScope merged = ReadScope.ofThread();
    merged.takeOperands();
    merged.beginWhole();
    iterator.seek(key);
    merged.end();
    pendingOperands = merged.takeOperands();
  }

  private void moveOn() {
    ReadScope merged = ReadScope.ofThread();
    merged.takeOperands();
    merged.beginWhole();
    iterator.next();
    merged.end();
    pendingOperands = merged.takeOperands();
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("iterator is closed");
    }
    core.checkDatabase();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    iterator.close(); // rocksdbjni leaves it alone once the database is closed
    options.close();
    if (end != null) {
      end.close();
    }
    core.release(this);
  }

  /** Sees records one by one. */
  @FunctionalInterface
  interface Visitor {
    /**
     * Called under the cursor's monitor: must not call back into the store.
     *
     * @param view attached to the record unless {@code problem} says why it could not be
     */
    void at(byte[] key, RecordView view, @Nullable String problem);
  }
}
