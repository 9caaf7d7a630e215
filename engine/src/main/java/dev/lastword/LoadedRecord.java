// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static dev.lastword.record.RecordFormat.HEAD_ENTRIES;
import static dev.lastword.record.RecordFormat.LIVE;

import dev.lastword.merge.Truncation;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordView;
import java.lang.foreign.SegmentAllocator;
import java.nio.ByteBuffer;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;

/**
 * The record of one key, read from RocksDB as far as it was needed, under the policy in force.
 *
 * <p>First the head is read: the newest 64 live entries lie there, and most pages among them. Only
 * what lies further down, or a policy that has to cut first, asks for the whole value. Confined to
 * the thread that loads it until {@link #trim}.
 */
final class LoadedRecord {
  /**
   * The first read asks for so many bytes: the heads of most sets fit, and copying more is what a
   * page read would pay for a large set.
   */
  static final int HEAD_BYTES = 1 << 12;

  private static final int NOT_FOUND = -1;
  private static final ByteBuffer NO_KEY = ByteBuffer.allocateDirect(0);

  final RecordView view = new RecordView();
  private final StoreCore core;
  private final ValueBuffer value;
  private final ValueBuffer cut = new ValueBuffer(0);
  private final PolicyCut policyCut;
  private ReadOptions options;
  private ByteBuffer key = NO_KEY;
  private boolean whole;
  private long borrowed;

  LoadedRecord(StoreCore core, int capacity) {
    this.core = core;
    this.value = new ValueBuffer(capacity);
    this.policyCut = new PolicyCut(core.policy());
    this.options = core.reads();
  }

  /**
   * Says what to read, and how.
   *
   * @param nativeKey the key from 0 to the limit of a direct buffer, which stays as it is
   */
  LoadedRecord of(ReadOptions readOptions, ByteBuffer nativeKey) {
    options = readOptions;
    key = nativeKey;
    borrowed = 0;
    whole = true; // nothing is known yet of how long the record is
    return this;
  }

  /** Reads the head, or all where that is little more; the empty record when nothing is stored. */
  void loadHead() {
    if (fetch(HEAD_BYTES)) {
      settleHead();
    }
  }

  /**
   * Attaches to a head that was read by other means, and stays where it is until {@link #moveHead}.
   *
   * @param available bytes at {@code address}
   * @param size bytes of the whole value
   */
  void attachHead(long address, int available, int size) {
    borrowed = address;
    attach(address, available, size);
    settleHead();
  }

  /**
   * Copies what {@link #attachHead} attached to, if it is still in use.
   *
   * @param arena gives the memory
   * @return whether the view is at the copy now
   */
  boolean moveHead(SegmentAllocator arena) {
    if (borrowed == 0 || view.address() != borrowed) {
      return false; // the whole record was read, or cut
    }
    int size = Math.toIntExact(view.length());
    int length = Math.min(size, HEAD_BYTES);
    long copy = arena.allocate(length + RawMemory.SLACK).address();
    RawMemory.copy(borrowed, copy, length);
    borrowed = 0;
    attach(copy, length, size);
    return true;
  }

  /**
   * Reads all of the record.
   *
   * @return false when nothing is stored; the record is empty then
   */
  boolean loadWhole() {
    int room = Math.max(value.capacity(), whole ? 0 : Math.toIntExact(view.length()));
    while (fetch(room)) {
      if (whole) {
        return true;
      }
      room = Math.toIntExact(view.length()); // may have grown again by the next turn
    }
    return false;
  }

  /** How many of the visible entries are there to be read: the head's, or all. */
  int visible() {
    if (whole || !view.headReadable() || Truncation.neededByCounts(view, core.policy())) {
      return allVisible();
    }
    return countVisible(Math.min(view.count(LIVE), HEAD_ENTRIES));
  }

  /** Gets the whole record where only its head is there, and counts the visible entries. */
  int allVisible() {
    if (!whole) {
      loadWhole();
    }
    if (Truncation.neededByCounts(view, core.policy())) {
      applyPolicy();
    }
    return countVisible(view.count(LIVE));
  }

  /** Whether visible entries may follow the {@code there} first ones, and are not yet read. */
  boolean isMore(int there) {
    int count = view.count(LIVE);
    return !whole && there < count && there == Math.min(count, HEAD_ENTRIES);
  }

  /** Whether the policy, as far as the head tells, leaves all live entries visible. */
  boolean isCounted() {
    return core.policy().window().isEmpty() && !Truncation.neededByCounts(view, core.policy());
  }

  /** Applies the policy to the record, which must be there as a whole. */
  void applyPolicy() {
    policyCut.apply(view, cut);
  }

  /** The key that the record belongs to, copied. */
  byte[] keyBytes() {
    return Bytes.copy(key.rewind());
  }

  /** The memory the record is read into, for other uses between reads. */
  ValueBuffer memory() {
    return value;
  }

  /** Frees what a large record needed; the record is gone. */
  void trim() {
    value.trim();
    cut.trim();
  }

  private int countVisible(int among) {
    return Page.countSince(view, among, Truncation.oldestVisible(view, core.policy()));
  }

  private void settleHead() {
    if (!whole && view.saysQuarantine()) {
      loadWhole(); // what is in quarantine stands at the end, and has to be reported
    }
  }

  private boolean fetch(int room) {
    int size;
    try {
      size = core.db().get(core.family(), options, key.rewind(), value.clear(room));
    } catch (RocksDBException e) {
      throw new StorageException("cannot read (key=" + Bytes.show(keyBytes()) + ")", e);
    }
    attach(value.address(), room, Math.max(0, size));
    return size != NOT_FOUND;
  }

  private void attach(long address, int available, int size) {
    whole = size <= available;
    String problem = whole ? view.wrap(address, size) : view.wrapHead(address, available, size);
    if (problem != null) {
      throw new CorruptRecordException(keyBytes(), problem);
    }
  }
}
