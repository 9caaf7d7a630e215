// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.codec;

import dev.lastword.merge.Policy;
import dev.lastword.merge.StateMerger;
import dev.lastword.record.RawMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * The record of a set as it is in the long run: more operations than it may hold were merged into
 * it.
 */
public final class SetRecord {

  private SetRecord() {}

  /**
   * Takes operations off the stream until they fill a set.
   *
   * @param entries members that the set remembers as added; 0 gives the empty record
   * @param policy with {@code maxAdds(entries)}, or unbounded: then the set is bounded once, here
   * @return the record
   */
  public static byte[] of(OperationStream stream, int entries, Policy policy) {
    if (entries == 0) {
      return new byte[0];
    }
    List<byte[]> operations = new ArrayList<>();
    int members = stream.seen() + entries + Math.max(1, entries / 4);
    while (stream.seen() < members) {
      operations.add(stream.next());
    }
    return merge(operations, policy.isUnbounded() ? policy.maxAdds(entries) : policy);
  }

  /** Returns what the operations are together. */
  public static byte[] merge(List<byte[]> operations, Policy policy) {
    StateMerger merger = new StateMerger();
    merger.begin(policy, true);
    try (Arena arena = Arena.ofConfined()) {
      for (byte[] operation : operations) {
        MemorySegment copy = arena.allocateFrom(ValueLayout.JAVA_BYTE, operation);
        merger.addOperand(copy.address(), operation.length);
      }
      long size = merger.plan();
      MemorySegment output = arena.allocate(size + RawMemory.SLACK);
      merger.write(output.address());
      return output.asSlice(0, size).toArray(ValueLayout.JAVA_BYTE);
    }
  }
}
