// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import org.rocksdb.RocksDBException;

/**
 * RocksDB refused or failed, or its files cannot be read; the cause, if there is one, is its {@link
 * RocksDBException} or the {@link java.io.IOException}.
 */
public final class StorageException extends LastwordException {
  private static final long serialVersionUID = 1;

  StorageException(String what, Exception cause) {
    super(what + ": " + cause.getMessage(), cause);
  }

  /** With more to say after RocksDB's own words: what is behind them, and what to do. */
  StorageException(String what, Exception cause, String more) {
    super(what + ": " + cause.getMessage() + "; " + more, cause);
  }

  StorageException(String what) {
    super(what);
  }
}
