// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import dev.lastword.merge.MergerPool;
import dev.lastword.merge.Policy;
import dev.lastword.merge.StateMerger;
import dev.lastword.record.RawMemory;
import java.lang.foreign.Arena;
import java.util.List;

/** Joins records outside a database. */
final class RecordJoin {
  private static final MergerPool MERGERS = new MergerPool();

  private RecordJoin() {}

  /** Returns the record of all operands together, nothing truncated. */
  static byte[] of(List<byte[]> operands) {
    StateMerger merger = MERGERS.acquire();
    try (Arena arena = Arena.ofConfined()) {
      merger.begin(Policy.unbounded(), true);
      long bytes = operands.stream().mapToLong(operand -> operand.length).sum();
      long at = arena.allocate(bytes + RawMemory.SLACK).address();
      for (byte[] operand : operands) {
        RawMemory.copyIn(operand, 0, at, operand.length);
        merger.addOperand(at, operand.length);
        at += operand.length;
      }
      byte[] record = written(merger, arena);
      MERGERS.release(merger); // one that threw is not used again
      return record;
    }
  }

  private static byte[] written(StateMerger merger, Arena arena) {
    int length = Math.toIntExact(merger.plan());
    long result = arena.allocate(length + (long) RawMemory.SLACK).address();
    merger.write(result);
    byte[] record = new byte[length];
    RawMemory.copyOut(result, record, 0, length);
    return record;
  }
}
