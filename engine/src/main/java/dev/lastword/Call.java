// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import dev.lastword.record.RecordView;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;

/**
 * One call under way: its place in the store's {@link Gate} and the off-heap memory it works in.
 * Taken from {@link StoreCore#enter}, confined to its thread, given back by {@link #close}.
 *
 * <p>Closing also tells the quarantine listener of what the call met, after the gate was left: a
 * listener may call the store, and close it.
 */
final class Call implements AutoCloseable {
  /**
   * The first read of a value asks for so many bytes: the newest 64 entries of most sets are among
   * them, and copying more is what a page read would pay for a large set.
   */
  static final int HEAD_BYTES = 1 << 13;

  private static final int NOT_FOUND = -1;

  final RecordView view = new RecordView();
  final StoreCore core;
  private final ValueBuffer keyBuffer = new ValueBuffer(1 << 9);
  private final ValueBuffer value = new ValueBuffer(1 << 14);
  private final ValueBuffer cut = new ValueBuffer(1 << 9);
  private final PolicyCut policyCut;

  private int counter;
  private int keyLength;
  private boolean whole;
  private int quarantined;
  private long quarantinedBytes;

  Call(StoreCore core) {
    this.core = core;
    this.policyCut = new PolicyCut(core.policy());
  }

  void begin(int gateCounter) {
    counter = gateCounter;
    quarantined = 0;
    quarantinedBytes = 0;
  }

  Call key(byte[] key) {
    Checks.keyLength(key.length);
    keyLength = key.length;
    keyBuffer.clear(keyLength).put(0, key);
    return this;
  }

  Call key(ByteBuffer key) {
    keyLength = key.remaining();
    Checks.keyLength(keyLength);
    keyBuffer.clear(keyLength).put(0, key, key.position(), keyLength);
    return this;
  }

  /** The key, for messages. */
  byte[] keyBytes() {
    return Bytes.copy(keyForNative());
  }

  /** The key where rocksdbjni can read it. */
  ByteBuffer keyForNative() {
    return keyBuffer.clear(keyLength);
  }

  /** The value buffer, for an operand to write or a record to check. */
  ValueBuffer value() {
    return value;
  }

  /**
   * Reads as much of the key's record as a page of the newest members usually needs and attaches
   * {@link #view} to it.
   *
   * @return false when nothing is stored
   */
  boolean loadHead(ReadOptions options) {
    if (!fetch(options, HEAD_BYTES)) {
      return false;
    }
    return whole || !RecordBytes.mayHoldQuarantine(value.address(), view) || loadWhole(options);
  }

  /** Reads the whole record and attaches {@link #view} to it; false when nothing is stored. */
  boolean loadWhole(ReadOptions options) {
    int room = value.capacity();
    do {
      if (!fetch(options, room)) {
        return false;
      }
      room = Math.toIntExact(view.length()); // another writer may have made it longer meanwhile
    } while (!whole);
    return true;
  }

  /** Whether all of the record is there, not only its beginning. */
  boolean isWhole() {
    return whole;
  }

  /** Applies the policy in force to the record, which must be there as a whole. */
  void applyPolicy() {
    policyCut.apply(view, cut);
  }

  /** The record that is attached, as a copy. */
  byte[] copyRecord() {
    return RecordBytes.copy(view);
  }

  private boolean fetch(ReadOptions options, int room) {
    ByteBuffer into = value.clear(room);
    int size;
    try {
      size = core.db().get(core.family(), options, keyForNative(), into);
    } catch (RocksDBException e) {
      throw new StorageException("cannot read (key=" + Bytes.show(keyBytes()) + ")", e);
    }
    if (size == NOT_FOUND) {
      return false;
    }
    attach(room, size);
    return true;
  }

  private void attach(int room, int size) {
    whole = size <= room;
    String problem =
        whole ? view.wrap(value.address(), size) : view.wrapHead(value.address(), room, size);
    if (problem != null) {
      throw new CorruptRecordException(keyBytes(), problem);
    }
    if (whole) {
      quarantined = view.quarantineCount();
      quarantinedBytes = quarantined == 0 ? 0 : RecordBytes.quarantinedBytes(view);
    }
  }

  @Override
  public void close() {
    int chunks = quarantined;
    long bytes = quarantinedBytes;
    byte @Nullable [] key = chunks == 0 ? null : keyBytes();
    value.trim();
    cut.trim();
    StoreCore store = core;
    store.leave(this, counter);
    if (key != null) {
      store.reportQuarantine(key, chunks, bytes);
    }
  }
}
