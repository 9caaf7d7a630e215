// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

/**
 * An endless walk over a range of operations. Each lap has other members and later stamps, so that
 * it is no repetition to the sets. For one thread.
 */
final class Feed {
  private final Operations operations;
  private final int from;
  private final int to;
  private final long[] keys;
  private final long lapSpan;
  private int index;
  private long memberMask;
  private long delay;

  Feed(Operations operations, int from, int to) {
    this.operations = operations;
    this.from = from;
    this.to = to;
    this.index = from;
    this.lapSpan = operations.span(to - from);
    keys = new long[operations.setCount()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = Operations.setKey(i);
    }
  }

  /** Writes the next operation by itself. */
  void writeNext(Session session) {
    long set = keys[operations.setIndex(index)];
    long member = operations.member(index) ^ memberMask;
    long stamp = operations.stamp(index) + delay;
    if (operations.isDelete(index)) {
      session.delete(set, member, stamp);
    } else {
      session.add(set, member, stamp);
    }
    step();
  }

  /** Fills a batch with the next operations. */
  void fill(Batch batch) {
    batch.clear();
    while (!batch.isFull()) {
      batch.add(
          keys[operations.setIndex(index)],
          operations.member(index) ^ memberMask,
          operations.stamp(index) + delay,
          operations.isDelete(index));
      step();
    }
  }

  private void step() {
    if (++index == to) {
      index = from;
      delay += lapSpan;
      memberMask = Mix.mix(delay);
    }
  }
}
