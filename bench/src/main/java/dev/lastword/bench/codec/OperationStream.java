// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.codec;

import dev.lastword.record.Operations;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The operations on one set, one after another: records of single adds and deletes.
 *
 * <p>Stamps are microseconds, an operation a second on average. The rest is shares:
 *
 * <pre>
 *  late      are stamped somewhere in the reach, the others now
 *  deletes   of which 8 in 10 are of a member in reach, the others of one never seen
 *  adds      of which 1 in 10 is of a member in reach, the others of new ones
 * </pre>
 *
 * The reach is the set's size: the newest members, and as many seconds.
 */
public final class OperationStream {

  private static final long START = 1_800_000_000_000_000L;
  private static final long SECOND = 1_000_000;
  private static final double DELETES_IN_REACH = 0.8;
  private static final double ADDS_IN_REACH = 0.1;

  private final Members members;
  private final double deletes;
  private final double late;
  private final int reach;
  private final SplittableRandom random;
  private final List<byte[]> seen = new ArrayList<>();

  private long now = START;
  private long markedNow = START;
  private int markedSeen;

  /**
   * Creates a stream before its first operation.
   *
   * @param deletes share of deletes, 0 to 1
   * @param late share of operations that arrive late, 0 to 1
   * @param reach entries of the set; 0 where there is nothing to come back to
   */
  public OperationStream(Members members, double deletes, double late, int reach, long seed) {
    this.members = members;
    this.deletes = deletes;
    this.late = late;
    this.reach = reach;
    this.random = new SplittableRandom(seed);
  }

  /** Returns the next operation's record. */
  public byte[] next() {
    now += 1 + random.nextLong(2 * SECOND);
    long stamp = chance(late) && reach > 0 ? now - random.nextLong(reach * SECOND) : now;
    if (chance(deletes)) {
      return Operations.delete(member(DELETES_IN_REACH), stamp);
    }
    return Operations.add(member(ADDS_IN_REACH), stamp);
  }

  /** Returns how many different members were seen. */
  public int seen() {
    return seen.size();
  }

  /** Remembers how far the stream is. */
  public void mark() {
    markedNow = now;
    markedSeen = seen.size();
  }

  /** Goes back to the mark, for other operations from there on. */
  public void reset() {
    now = markedNow;
    seen.subList(markedSeen, seen.size()).clear();
  }

  private byte[] member(double inReach) {
    int near = Math.min(reach, seen.size());
    if (near > 0 && chance(inReach)) {
      return seen.get(seen.size() - 1 - random.nextInt(near));
    }
    byte[] member = members.next(random);
    seen.add(member);
    return member;
  }

  private boolean chance(double share) {
    return random.nextDouble() < share;
  }
}
