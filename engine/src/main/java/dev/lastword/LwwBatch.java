// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import dev.lastword.record.Operations;
import java.nio.ByteBuffer;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * Operations on any number of sets that are applied together or not at all. Holds native memory
 * until it is closed, by the caller or with its store; {@link IllegalStateException} from then on.
 * Meant for one thread at a time; it is safe, if slow, with several.
 */
public final class LwwBatch implements SetWriter, AutoCloseable, StoreCore.Child {
  private final StoreCore core;
  private final WriteBatch batch = new WriteBatch();
  private boolean closed;

  private LwwBatch(StoreCore core) {
    this.core = core;
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
    merge(key, stamp, Operations.add(member, stamp));
  }

  @Override
  public void add(ByteBuffer key, ByteBuffer member, long stamp) {
    Checks.keyLength(key.remaining());
    Checks.member(key, member);
    add(Bytes.copy(key), Bytes.copy(member), stamp);
  }

  @Override
  public void delete(byte[] key, byte[] member, long stamp) {
    Checks.keyLength(key.length);
    Checks.member(key, member);
    merge(key, stamp, Operations.delete(member, stamp));
  }

  @Override
  public void delete(ByteBuffer key, ByteBuffer member, long stamp) {
    Checks.keyLength(key.remaining());
    Checks.member(key, member);
    delete(Bytes.copy(key), Bytes.copy(member), stamp);
  }

  @Override
  public void forget(byte[] key, long stamp, byte[] member) {
    Checks.keyLength(key.length);
    Checks.position(key, member);
    merge(key, stamp, Operations.forget(stamp, member));
  }

  @Override
  public void join(byte[] key, byte[] record) {
    Checks.keyLength(key.length);
    try (Call call = core.enterToWrite()) {
      Writes.check(call, key, record);
    }
    if (record.length > 0) {
      merge(key, record);
    }
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
      call.core.db().write(core.writes(), batch);
      batch.clear();
    } catch (RocksDBException e) {
      throw new StorageException("cannot write a batch of " + batch.count() + " operations", e);
    }
  }

  /** Drops what was collected. */
  public synchronized void clear() {
    checkOpen();
    batch.clear();
  }

  /** How many operations were collected since the last write or clear. */
  public synchronized int count() {
    checkOpen();
    return batch.count();
  }

  /** How many bytes the batch takes, a good measure for when to write it. */
  public synchronized long sizeBytes() {
    checkOpen();
    return batch.getDataSize();
  }

  /** Drops what was collected and frees the batch's memory. Closing again does nothing. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      batch.close();
      core.release(this);
    }
  }

  private void merge(byte[] key, long stamp, byte[] operand) {
    core.guard().check(key, stamp);
    merge(key, operand);
  }

  private synchronized void merge(byte[] key, byte[] operand) {
    checkOpen();
    try {
      batch.merge(core.family(), key, operand);
    } catch (RocksDBException e) {
      throw new StorageException("cannot collect (key=" + Bytes.show(key) + ")", e);
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("batch is closed");
    }
  }
}
