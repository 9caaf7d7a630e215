// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

/** The operations and questions of a {@link Contender}, with buffers that one thread reuses. */
interface Session extends AutoCloseable {

  /** Puts a member in. */
  void add(long set, long member, long stamp);

  /** Takes a member out. */
  void delete(long set, long member, long stamp);

  /** Applies all operations of a batch with as few calls as the contender can. */
  void write(Batch batch);

  /** Waits until everything written is applied; only a pipeline has something to wait for. */
  default void drain() {}

  /** Fills {@code page} with {@code limit} entries of a set, behind the {@code offset} newest. */
  void page(long set, int offset, int limit, Page page);

  /** Fills a page a set; a contender that can ask for all at once does. */
  default void pages(long[] sets, int offset, int limit, Page[] pages) {
    for (int i = 0; i < sets.length; i++) {
      page(sets[i], offset, limit, pages[i]);
    }
  }

  /** Whether a set shows a member. */
  boolean contains(long set, long member);

  /** How many of the members are in the set at the same index; asked at once where possible. */
  default int countContained(long[] sets, long[] members) {
    int count = 0;
    for (int i = 0; i < sets.length; i++) {
      count += contains(sets[i], members[i]) ? 1 : 0;
    }
    return count;
  }

  /** Fills {@code page} with the newest {@code limit} entries of all sets together. */
  void timeline(long[] sets, int limit, Page page);

  @Override
  void close();
}
