// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.record.Operations;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** How small records are: members of eight bytes, stamps in microseconds. */
final class RecordSizeTest {

  private static final long NOW = 1_800_000_000_000_000L;
  private static final long SECOND = 1_000_000;

  @Test
  void add_eightByteMember_takesTwentyBytesAtMost() {
    assertAtMost(20, Operations.add(member(1), NOW).length);
  }

  @Test
  void merge_tenThousandAddsASecondApart_takesFourteenBytesAnEntryAtMost() {
    SplittableRandom random = new SplittableRandom(1);
    List<byte[]> adds = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      adds.add(Operations.add(member(random.nextLong()), NOW + i * SECOND));
    }
    try (Kernel kernel = new Kernel()) {
      byte[] state = kernel.merge(Policy.unbounded(), true, null, adds);
      assertAtMost(14 * 10_000, state.length);
    }
  }

  private static void assertAtMost(int limit, int actual) {
    assertTrue(actual <= limit, actual + " bytes; the limit is " + limit);
  }

  private static byte[] member(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }
}
