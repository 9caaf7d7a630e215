// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.kernel;

import dev.lastword.merge.Policy;
import dev.lastword.merge.StateMerger;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The same merge by the Java kernel and by the one in C. */
final class BothKernels {

  private static final byte CANARY = 0x5A;

  private final StateMerger java = new StateMerger();

  /** Merges in Java. */
  byte[] java(Policy policy, boolean full, byte @Nullable [] existing, List<byte[]> operands) {
    try (Arena arena = Arena.ofConfined()) {
      java.begin(policy, full);
      if (existing != null) {
        java.addExisting(copy(arena, existing), existing.length);
      }
      for (byte[] operand : operands) {
        java.addOperand(copy(arena, operand), operand.length);
      }
      long size = java.plan();
      MemorySegment output = arena.allocate(size + CKernel.SLACK);
      java.write(output.address());
      return output.asSlice(0, size).toArray(ValueLayout.JAVA_BYTE);
    }
  }

  /**
   * Merges in C.
   *
   * @param size the result's, as Java has it: the output has exactly that room and the slack
   */
  static byte[] c(
      Policy policy, boolean full, byte @Nullable [] existing, List<byte[]> operands, int size) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment addresses = arena.allocate(ValueLayout.JAVA_LONG, operands.size() + 1L);
      MemorySegment lengths = arena.allocate(ValueLayout.JAVA_LONG, operands.size() + 1L);
      for (int i = 0; i < operands.size(); i++) {
        addresses.setAtIndex(ValueLayout.JAVA_LONG, i, copy(arena, operands.get(i)));
        lengths.setAtIndex(ValueLayout.JAVA_LONG, i, operands.get(i).length);
      }
      long capacity = size + (long) CKernel.SLACK;
      MemorySegment output = arena.allocate(capacity + 1);
      output.set(ValueLayout.JAVA_BYTE, capacity, CANARY);
      long written =
          CKernel.create(policy)
              .merge(
                  full,
                  existing == null ? 0 : copy(arena, existing),
                  existing == null ? 0 : existing.length,
                  addresses.address(),
                  lengths.address(),
                  operands.size(),
                  output.address(),
                  capacity);
      if (written < 0) {
        throw new AssertionError("the C kernel declined");
      }
      if (output.get(ValueLayout.JAVA_BYTE, capacity) != CANARY) {
        throw new AssertionError("the C kernel wrote past its slack");
      }
      return output.asSlice(0, written).toArray(ValueLayout.JAVA_BYTE);
    }
  }

  private static long copy(Arena arena, byte[] bytes) {
    MemorySegment segment = arena.allocate(Math.max(1, bytes.length));
    MemorySegment.copy(bytes, 0, segment, ValueLayout.JAVA_BYTE, 0, bytes.length);
    return segment.address();
  }
}
