// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.kernel;

import dev.lastword.merge.Policy;
import dev.lastword.record.Operations;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What one random merge is made of: few members and stamps, so that they meet, or many; members of
 * one length or of several; operations, states and empty records.
 */
final class RandomMerges {

  private static final int[] OPERATIONS = {0, 1, 2, 3, 10, 70, 300, 2_000};
  private static final int[] OPERANDS = {0, 1, 2, 3, 4, 8, 17, 40, 200};
  private static final int[][] LENGTHS = {
    {1, 1}, {2, 2}, {5, 5}, {7, 7}, {8, 8}, {9, 9}, {16, 16}, {1, 8}, {1, 20}, {16, 32}, {250, 260}
  };
  private static final long[] SPANS = {1, 10, 300, 100_000, 10_000_000_000L, Long.MAX_VALUE};

  private final SplittableRandom random;
  private final int shortest;
  private final int longest;
  private final int members;
  private final long newest;
  private final long span;
  private final double deletes;

  RandomMerges(long seed) {
    random = new SplittableRandom(seed);
    int[] lengths = LENGTHS[random.nextInt(LENGTHS.length)];
    shortest = lengths[0];
    longest = lengths[1];
    members = 1 + random.nextInt(random.nextBoolean() ? 20 : 3_000);
    newest = random.nextBoolean() ? random.nextLong() : random.nextLong(1_000);
    span = SPANS[random.nextInt(SPANS.length)];
    deletes = random.nextBoolean() ? 0.05 : 0.5;
  }

  Policy policy() {
    Policy policy = random.nextBoolean() ? Policy.forget() : Policy.keep();
    if (random.nextBoolean()) {
      policy = policy.maxAdds(random.nextInt(random.nextBoolean() ? 10 : 500));
    }
    if (random.nextBoolean()) {
      policy = policy.maxDeletes(random.nextInt(random.nextBoolean() ? 10 : 100));
    }
    return random.nextInt(4) == 0 ? policy.window(random.nextLong(span)) : policy;
  }

  boolean coin() {
    return random.nextBoolean();
  }

  /** Returns as many operations as a stored value may come from. */
  List<byte[]> history() {
    return operations(OPERATIONS[random.nextInt(OPERATIONS.length)]);
  }

  /** Returns the operands of a merge, each of which is to be merged from the operations of one. */
  List<List<byte[]>> operands() {
    int count = OPERANDS[random.nextInt(OPERANDS.length)];
    boolean states = random.nextInt(3) == 0;
    List<List<byte[]>> operands = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      operands.add(operations(states && random.nextInt(10) == 0 ? random.nextInt(40) : 1));
    }
    return operands;
  }

  private List<byte[]> operations(int count) {
    List<byte[]> operations = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      operations.add(operation());
    }
    return operations;
  }

  private byte[] operation() {
    byte[] member = member(random.nextInt(members));
    long stamp = newest - random.nextLong(span);
    if (random.nextInt(500) == 0) {
      return Operations.forget(stamp, random.nextBoolean() ? new byte[0] : member);
    }
    return random.nextDouble() < deletes
        ? Operations.delete(member, stamp)
        : Operations.add(member, stamp);
  }

  /** Returns the same bytes for the same number. */
  private byte[] member(int number) {
    SplittableRandom bytes = new SplittableRandom(number);
    byte[] member = new byte[bytes.nextInt(shortest, longest + 1)];
    bytes.nextBytes(member);
    return member;
  }
}
