// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.kernel;

import dev.lastword.bench.codec.PlainDecoder;
import dev.lastword.bench.codec.PlainEncoder;
import dev.lastword.bench.codec.PlainState;
import dev.lastword.merge.Policy;
import dev.lastword.record.RawMemory;

/**
 * The merge as one would write it first: decode everything into hash maps, put the operations in,
 * sort, encode. Same bytes in, same bytes out as Lastword's kernel.
 */
final class HashMapMerge {

  private final Policy policy;
  private final boolean full;

  HashMapMerge(Policy policy, boolean full) {
    this.policy = policy;
    this.full = full;
  }

  /** Merges into {@code output} and returns the result's size in bytes. */
  long merge(MergeInputs in, long output) {
    byte[] result = merge(in);
    RawMemory.copyIn(result, 0, output, result.length);
    return result.length;
  }

  /** Returns the result. */
  byte[] merge(MergeInputs in) {
    PlainState state = new PlainState();
    if (in.hasExisting()) {
      PlainDecoder.decode(copy(in.existing, in.existingLength), state);
    }
    for (int i = 0; i < in.count; i++) {
      PlainDecoder.decode(copy(in.operand(i), in.length(i)), state);
    }
    return PlainEncoder.encode(state.groups(policy, full), state.horizon());
  }

  private static byte[] copy(long address, long length) {
    byte[] bytes = new byte[Math.toIntExact(length)];
    RawMemory.copyOut(address, bytes, 0, bytes.length);
    return bytes;
  }
}
