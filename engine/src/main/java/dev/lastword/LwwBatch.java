// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import dev.lastword.record.RecordFormat;
import dev.lastword.rocksdb.WriteImage;
import java.nio.ByteBuffer;
import org.rocksdb.RocksDBException;

/**
 * Operations on any number of sets that are applied together or not at all. Holds up to 2 GiB
 * ({@link #sizeBytes}); an operation beyond that throws {@link IllegalStateException} and is not
 * added. {@link #close} and {@link #clear} drop what was not written. Holds native memory until it
 * is closed, by the caller or with its store; {@link IllegalStateException} from then on. Meant for
 * one thread at a time; it is safe, if slow, with several.
 */
public final class LwwBatch implements SetWriter, AutoCloseable, StoreCore.Child {
  private static final int FIRST_BYTES = 4 << 10;

  private final StoreCore core;
  private final WriteImage image;
  private boolean closed;

  private LwwBatch(StoreCore core) {
    this.core = core;
    this.image = new WriteImage(core.familyNumber(), FIRST_BYTES);
  }

  /** Makes an empty batch. To be called inside a call. */
  static LwwBatch create(StoreCore core) {
    LwwBatch batch = new LwwBatch(core);
    core.adopt(batch);
    return batch;
  }

  @Override
  public void add(byte[] key, byte[] member, long stamp) {
    Checks.keyLength(key.length);
    Checks.member(key, member);
    append(RecordFormat.ADD, key, member, stamp);
  }

  @Override
  public void add(ByteBuffer key, ByteBuffer member, long stamp) {
    Checks.keyLength(key.remaining());
    Checks.member(key, member);
    append(RecordFormat.ADD, key, member, stamp);
  }

  @Override
  public void delete(byte[] key, byte[] member, long stamp) {
    Checks.keyLength(key.length);
    Checks.member(key, member);
    append(RecordFormat.DELETE, key, member, stamp);
  }

  @Override
  public void delete(ByteBuffer key, ByteBuffer member, long stamp) {
    Checks.keyLength(key.remaining());
    Checks.member(key, member);
    append(RecordFormat.DELETE, key, member, stamp);
  }

  @Override
  public void forget(byte[] key, long stamp, byte[] member) {
    Checks.keyLength(key.length);
    Checks.position(key, member);
    append(RecordFormat.FORGET, key, member, stamp);
  }

  @Override
  public void join(byte[] key, byte[] record) {
    Checks.keyLength(key.length);
    byte[] own = record.clone(); // what is checked is what is written, whoever changes the array
    long time = core.guard().time();
    try (Call call = core.enterToWrite()) {
      Writes.check(call, key, own, time);
    }
    appendRecord(key, own);
  }

  /**
   * Applies what was collected, atomically, and empties the batch for the next use.
   *
   * @throws StorageException when RocksDB refuses it; nothing was applied then, and the batch keeps
   *     its operations
   */
  public synchronized void write() {
    checkOpen();
    try (Call call = core.enterToWrite()) {
      call.core.raw().write(core.writes(), image);
      image.clear();
    } catch (RocksDBException e) {
      throw StorageAdvice.cannot("cannot write a batch of " + image.count() + " operations", e);
    }
  }

  /** Drops what was collected. */
  public synchronized void clear() {
    checkOpen();
    image.clear();
  }

  /** How many operations were collected since the last write or clear. */
  public synchronized int count() {
    checkOpen();
    return image.count();
  }

  /** How many bytes the batch takes, a good measure for when to write it. */
  public synchronized long sizeBytes() {
    checkOpen();
    return image.size();
  }

  /** Drops what was collected and frees the batch's memory. Closing again does nothing. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      image.trim();
      core.release(this);
    }
  }

  // The guard's clock is the caller's code, which may close the store: not under the batch's lock.

  private void append(int tag, byte[] key, byte[] member, long stamp) {
    core.guard().check(key, stamp);
    synchronized (this) {
      checkOpen();
      Writes.append(image, tag, key, member, stamp);
    }
  }

  private void append(int tag, ByteBuffer key, ByteBuffer member, long stamp) {
    core.guard().check(key, stamp);
    synchronized (this) {
      checkOpen();
      image.mark(); // whatever fails from here on
      try {
        Writes.append(image, tag, key, member, stamp);
      } catch (RuntimeException | Error e) { // memory that is gone, or another thread's
        image.undo();
        throw e;
      }
    }
  }

  private synchronized void appendRecord(byte[] key, byte[] record) {
    checkOpen();
    if (record.length > 0) {
      image.merge(key, record.length).put(record);
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("batch is closed");
    }
  }
}
