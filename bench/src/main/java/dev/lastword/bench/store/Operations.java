// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;

/**
 * The operations that every contender gets: 85 % adds of new members and 5 % deletes of recent
 * ones; 5 % of both come up to ten minutes late; and 10 % are earlier operations delivered again.
 * The members of a set are on average about a second apart.
 *
 * <p>Made in advance from a fixed seed, so that nothing is generated while anything is measured.
 */
final class Operations {
  /** Bytes of an operation: set, member, stamp and kind. */
  static final int BYTES = 3 * Long.BYTES + 1;

  private static final long SEED = 3;
  private static final double DELETES = 0.05;
  private static final double LATE = 0.05;
  private static final double REPEATS = 0.10;
  private static final long EPOCH = 1_750_000_000_000_000L;
  private static final long SECOND = 1_000_000;
  private static final long LATENESS = 600 * SECOND;
  private static final int REDELIVERED_WITHIN = 10_000;
  private static final int DELETED_WITHIN = 64;
  private static final int NONE = -1;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final SetChoice choice;
  private final long gap;
  private final int[] sets;
  private final long[] members;
  private final long[] stamps;
  private final BitSet deletes;

  /** The add before this one in the same set, and the last one of each set. */
  private final int[] previous;

  private final int[] last;
  private final BitSet deleted;
  private final int[] liveOfSet;

  private Operations(int count, int setCount, String distribution) {
    choice = SetChoice.named(distribution, setCount);
    gap = Math.max(2, SECOND / setCount);
    sets = new int[count];
    members = new long[count];
    stamps = new long[count];
    deletes = new BitSet(count);
    previous = new int[count];
    last = new int[setCount];
    Arrays.fill(last, NONE);
    deleted = new BitSet(count);
    liveOfSet = new int[setCount];
  }

  /**
   * Makes operations.
   *
   * @param count how many
   * @param setCount on how many sets
   * @param distribution see {@link SetChoice#named}
   */
  static Operations generate(int count, int setCount, String distribution) {
    Operations operations = new Operations(count, setCount, distribution);
    for (int i = 0; i < count; i++) {
      operations.generate(i);
    }
    return operations;
  }

  private void generate(int i) {
    if (i > 0 && random.nextDouble() < REPEATS) {
      repeat(i, i - 1 - random.nextInt(Math.min(i, REDELIVERED_WITHIN)));
      return;
    }
    int set = choice.next(random);
    sets[i] = set;
    stamps[i] = EPOCH + i * gap;
    if (random.nextDouble() < LATE) {
      // Odd, unlike the stamps in time, so that hardly any two are equal.
      stamps[i] -= random.nextLong(LATENESS) | 1;
    }
    if (last[set] != NONE && random.nextDouble() < DELETES) {
      delete(i, earlierAdd(set));
    } else {
      add(i);
    }
  }

  private void repeat(int i, int earlier) {
    sets[i] = sets[earlier];
    members[i] = members[earlier];
    stamps[i] = stamps[earlier];
    deletes.set(i, deletes.get(earlier));
  }

  private void add(int i) {
    int set = sets[i];
    members[i] = Mix.mix(i);
    previous[i] = last[set];
    last[set] = i;
    liveOfSet[set]++;
  }

  private void delete(int i, int add) {
    members[i] = members[add];
    deletes.set(i);
    if (stamps[i] >= stamps[add] && !deleted.get(add)) {
      deleted.set(add);
      liveOfSet[sets[i]]--;
    }
  }

  private int earlierAdd(int set) {
    int add = last[set];
    for (int steps = random.nextInt(DELETED_WITHIN); steps > 0; steps--) {
      if (previous[add] == NONE) {
        break;
      }
      add = previous[add];
    }
    return add;
  }

  int count() {
    return sets.length;
  }

  int setCount() {
    return last.length;
  }

  /** The index of the operation's set. */
  int setIndex(int index) {
    return sets[index];
  }

  /** The key of the set with an index. */
  static long setKey(int setIndex) {
    return Mix.mix(~setIndex);
  }

  long member(int index) {
    return members[index];
  }

  long stamp(int index) {
    return stamps[index];
  }

  boolean isDelete(int index) {
    return deletes.get(index);
  }

  /** Whether an operation is an add, the first of its kind, that no later one undoes. */
  boolean isVisibleAdd(int index) {
    return members[index] == Mix.mix(index) && !deletes.get(index) && !deleted.get(index);
  }

  /** How far the stamps of {@code count} operations reach. */
  long span(int count) {
    return count * gap;
  }

  /** How many members are visible after all operations, in sets that keep {@code bound} at most. */
  long live(int bound) {
    long live = 0;
    for (int count : liveOfSet) {
      live += Math.min(count, bound);
    }
    return live;
  }
}
