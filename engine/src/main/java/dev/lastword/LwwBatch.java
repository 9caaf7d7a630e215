// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.nio.ByteBuffer;

/**
 * Operations on any number of sets that are applied together or not at all. Holds native memory
 * until it is closed, by the caller or with its store; {@link IllegalStateException} from then on.
 * For one thread at a time.
 */
public final class LwwBatch implements SetWriter, AutoCloseable {
  LwwBatch() {}

  @Override
  public void add(byte[] key, byte[] member, long stamp) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void add(ByteBuffer key, ByteBuffer member, long stamp) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void delete(byte[] key, byte[] member, long stamp) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void delete(ByteBuffer key, ByteBuffer member, long stamp) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void forget(byte[] key, long stamp, byte[] member) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void join(byte[] key, byte[] record) {
    throw new UnsupportedOperationException();
  }

  /**
   * Applies what was collected, atomically, and empties the batch for the next use.
   *
   * @throws StorageException when RocksDB refuses it; nothing was applied then, and the batch keeps
   *     its operations
   */
  public void write() {
    throw new UnsupportedOperationException();
  }

  /** Drops what was collected. */
  public void clear() {
    throw new UnsupportedOperationException();
  }

  /** How many operations were collected since the last write or clear. */
  public int count() {
    throw new UnsupportedOperationException();
  }

  /** How many bytes the batch takes, a good measure for when to write it. */
  public long sizeBytes() {
    throw new UnsupportedOperationException();
  }

  /** Drops what was collected and frees the batch's memory. Closing again does nothing. */
  @Override
  public void close() {}
}
