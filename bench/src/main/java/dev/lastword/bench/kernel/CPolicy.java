// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.kernel;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.lastword.merge.Policy;
import java.lang.foreign.MemorySegment;
import java.util.OptionalLong;

/** A policy as the C kernel reads it: {@code struct lww_policy} of {@code lww_merge.h}. */
public final class CPolicy {

  /** Size of the struct in bytes. */
  public static final long BYTES = 4 * JAVA_LONG.byteSize();

  private static final long NONE = -1;

  private CPolicy() {}

  /** Writes a policy to {@code struct}, of {@link #BYTES} bytes. */
  public static void write(Policy policy, MemorySegment struct) {
    struct.setAtIndex(JAVA_LONG, 0, threshold(policy.maxAdds()));
    struct.setAtIndex(JAVA_LONG, 1, threshold(policy.maxDeletes()));
    struct.setAtIndex(JAVA_LONG, 2, threshold(policy.window()));
    struct.setAtIndex(JAVA_LONG, 3, policy.overflow() == Policy.Overflow.KEEP ? 1 : 0);
  }

  private static long threshold(OptionalLong value) {
    return value.orElse(NONE);
  }
}
