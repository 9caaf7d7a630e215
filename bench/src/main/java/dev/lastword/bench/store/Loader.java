// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

/** Loads operations before a measurement: set after set, so that no contender takes long. */
final class Loader {
  private static final int BATCH = 1_024;

  private Loader() {}

  /** Writes the first {@code count} operations, and compacts. */
  static void load(Contender contender, Operations operations, int count) {
    try (Session session = contender.session()) {
      Batch batch = new Batch(BATCH);
      for (int index : bySet(operations, count)) {
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
    contender.compact();
  }

  /** The indices below {@code count}, sorted by set. */
  private static int[] bySet(Operations operations, int count) {
    int[] starts = new int[operations.setCount() + 1];
    for (int i = 0; i < count; i++) {
      starts[operations.setIndex(i) + 1]++;
    }
    for (int i = 1; i < starts.length; i++) {
      starts[i] += starts[i - 1];
    }
    int[] sorted = new int[count];
    for (int i = 0; i < count; i++) {
      sorted[starts[operations.setIndex(i)]++] = i;
    }
    return sorted;
  }
}
