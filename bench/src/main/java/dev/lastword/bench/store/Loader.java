// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

/** Writes operations outside of a measurement: set after set, so that no contender takes long. */
final class Loader {
  private static final int BATCH = 1_024;

  private Loader() {}

  /** Writes the first {@code count} operations, and compacts. */
  static void load(Contender contender, Operations operations, int count) {
    try (Session session = contender.session()) {
      write(session, operations, 0, count);
    }
    contender.compact();
  }

  /** Writes the operations from an index up to another. */
  static void write(Session session, Operations operations, int from, int to) {
    Batch batch = new Batch(BATCH);
    for (int index : bySet(operations, from, to)) {
      batch.add(
          Operations.setKey(operations.setIndex(index)),
          operations.member(index),
          operations.stamp(index),
          operations.isDelete(index));
      if (batch.isFull()) {
        session.write(batch);
        batch.clear();
      }
    }
    session.write(batch);
    session.drain();
  }

  /** The indices from one to another, sorted by set. */
  private static int[] bySet(Operations operations, int from, int to) {
    int[] starts = new int[operations.setCount() + 1];
    for (int i = from; i < to; i++) {
      starts[operations.setIndex(i) + 1]++;
    }
    for (int i = 1; i < starts.length; i++) {
      starts[i] += starts[i - 1];
    }
    int[] sorted = new int[to - from];
    for (int i = from; i < to; i++) {
      sorted[starts[operations.setIndex(i)]++] = i;
    }
    return sorted;
  }
}
