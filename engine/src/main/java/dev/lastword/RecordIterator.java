// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.util.Iterator;

/**
 * Keys with their records, in the order of the keys' bytes. A value that is no record comes as it
 * is; {@link StoredRecord#state()} refuses it then. Holds native memory and files until it is
 * closed, by the caller or with its store; {@link IllegalStateException} from then on. One thread
 * at a time steps it; any thread may close it. Steps throw {@link StorageException} where RocksDB
 * cannot read on, and what a {@link QuarantineListener} throws.
 */
public final class RecordIterator implements Iterator<StoredRecord>, AutoCloseable {
  private final RecordCursor cursor;

  RecordIterator(RecordCursor cursor) {
    this.cursor = cursor;
  }

  @Override
  public boolean hasNext() {
    return cursor.hasCurrent();
  }

  /**
   * The next key and record, copies.
   *
   * @throws java.util.NoSuchElementException when there is none
   */
  @Override
  public StoredRecord next() {
    return cursor.takeRecord();
  }

  /** How many of the values taken so far are no records. */
  public long unreadable() {
    return cursor.unreadable();
  }

  @Override
  public void close() {
    cursor.close();
  }
}
