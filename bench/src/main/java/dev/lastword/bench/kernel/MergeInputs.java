// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.kernel;

import dev.lastword.record.RawMemory;
import java.lang.foreign.Arena;
import java.util.List;

/**
 * The inputs of one merge in native memory, as RocksDB hands them to an operator.
 *
 * <pre>
 *  full merge      existing -> base        operands -> | address | ... |    lengths -> | length | ... |
 *  partial merge   existing is 0           operands -> | base | address | ... |
 * </pre>
 */
final class MergeInputs {

  final long existing;
  final long existingLength;
  final int count;
  final long operands;
  final long lengths;

  private MergeInputs(Arena arena, long existing, long existingLength, int count) {
    this.existing = existing;
    this.existingLength = existingLength;
    this.count = count;
    operands = words(arena, count);
    lengths = words(arena, count);
  }

  /** Places the inputs of a full merge. */
  static MergeInputs full(Arena arena, long base, long baseLength, List<byte[]> operands) {
    MergeInputs inputs = new MergeInputs(arena, base, baseLength, operands.size());
    inputs.place(arena, 0, operands);
    return inputs;
  }

  /** Places the inputs of a partial merge, whose oldest operand is the base. */
  static MergeInputs partial(Arena arena, long base, long baseLength, List<byte[]> operands) {
    MergeInputs inputs = new MergeInputs(arena, 0, 0, operands.size() + 1);
    inputs.put(0, base, baseLength);
    inputs.place(arena, 1, operands);
    return inputs;
  }

  boolean hasExisting() {
    return existing != 0;
  }

  long operand(int index) {
    return RawMemory.getLong(operands + (long) index * Long.BYTES);
  }

  long length(int index) {
    return RawMemory.getLong(lengths + (long) index * Long.BYTES);
  }

  private void place(Arena arena, int from, List<byte[]> records) {
    int bytes = records.stream().mapToInt(record -> record.length).sum();
    long at = arena.allocate(bytes).address();
    int index = from;
    for (byte[] record : records) {
      RawMemory.copyIn(record, 0, at, record.length);
      put(index++, at, record.length);
      at += record.length;
    }
  }

  private void put(int index, long address, long length) {
    RawMemory.putLong(operands + (long) index * Long.BYTES, address);
    RawMemory.putLong(lengths + (long) index * Long.BYTES, length);
  }

  private static long words(Arena arena, int count) {
    return arena.allocate((long) count * Long.BYTES, Long.BYTES).address();
  }
}
