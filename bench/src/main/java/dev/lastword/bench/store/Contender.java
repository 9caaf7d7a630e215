// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

/**
 * One way of keeping last-writer-wins sets, open and ready. Sets and members are 8 bytes, given as
 * numbers; stamps are in microseconds. Thread-safe; closing it ends all of its sessions.
 */
interface Contender extends AutoCloseable {

  /** A new way in, for one thread; the caller closes it before the contender. */
  Session session();

  /** Writes what is in memory to files, and waits until no compaction is due or running. */
  void settle();

  /** Brings all data into its final shape, and waits. */
  void compact();

  /** What was written and kept so far. */
  Figures figures();

  @Override
  void close();
}
