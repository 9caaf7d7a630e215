// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.util.Iterator;

/**
 * Keys in the order of their bytes. Holds native memory and files until it is closed, by the caller
 * or with its store; {@link IllegalStateException} from then on. One thread at a time steps it; any
 * thread may close it. Steps throw {@link StorageException} where RocksDB cannot read on.
 */
public final class KeyIterator implements Iterator<byte[]>, AutoCloseable {
  private final RecordCursor cursor;

  KeyIterator(RecordCursor cursor) {
    this.cursor = cursor;
  }

  @Override
  public boolean hasNext() {
    return cursor.hasCurrent();
  }

  /**
   * The next key, a copy.
   *
   * @throws java.util.NoSuchElementException when there is none
   */
  @Override
  public byte[] next() {
    return cursor.takeKey();
  }

  @Override
  public void close() {
    cursor.close();
  }
}
