// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.codec;

import static dev.lastword.record.RecordFormat.LIVE;

import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordView;
import java.lang.foreign.Arena;
import java.util.SplittableRandom;

/** Members to look for, in native memory, to be asked in step with the sets. */
final class Questions implements AutoCloseable {

  private static final long SEED = 20_260_104;
  private static final int ROUNDS = 64;

  private final Arena arena = Arena.ofShared();
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final long[] addresses;
  private final int[] lengths;
  private int current;

  /**
   * Picks members; the question after {@link #next} is for the set after {@link SetRecords#next}.
   *
   * @param hit whether the sets have them
   */
  Questions(SetRecords sets, Members members, boolean hit) {
    int count = sets.count() * ROUNDS;
    addresses = new long[count];
    lengths = new int[count];
    current = sets.current();
    for (int i = 0; i < count; i++) {
      next();
      sets.next();
      byte[] member = hit ? memberOf(sets) : members.next(random);
      addresses[current] = arena.allocate(member.length).address();
      lengths[current] = member.length;
      RawMemory.copyIn(member, 0, addresses[current], member.length);
    }
  }

  /** Moves to the next question. */
  void next() {
    current = current + 1 == addresses.length ? 0 : current + 1;
  }

  long member() {
    return addresses[current];
  }

  int length() {
    return lengths[current];
  }

  @Override
  public void close() {
    arena.close();
  }

  private byte[] memberOf(SetRecords sets) {
    RecordView view = new RecordView();
    view.wrap(sets.address(), sets.length());
    int index = random.nextInt(view.count(LIVE));
    byte[] member = new byte[view.memberLength(LIVE, index)];
    RawMemory.copyOut(view.memberAddress(LIVE, index), member, 0, member.length);
    return member;
  }
}
