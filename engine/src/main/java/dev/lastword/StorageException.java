// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import org.rocksdb.RocksDBException;

/** RocksDB refused or failed; the cause is its {@link RocksDBException}. */
public final class StorageException extends LastwordException {
  private static final long serialVersionUID = 1;

  StorageException(String what, RocksDBException cause) {
    super(what + ": " + cause.getMessage(), cause);
  }

  StorageException(String what) {
    super(what);
  }
}
