// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.lastword.merge.Policy;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records are checked in memory that is a small multiple of theirs, also where an entry takes no
 * more than three bytes.
 */
final class CheckMemoryTest {
  private static final byte[] KEY = {1};
  private static final int MEMBERS = 1_000_000;
  private static final int BATCH = 50_000;

  /** Two slots of four bytes an entry, and what the JVM allocates by itself. */
  private static final long MOST_OF_A_CHECK = 4;

  /** An entry of 24 bytes, an array of 24, a reference of 4; for three bytes of the record. */
  private static final long MOST_OF_A_DECODING = 22;

  @TempDir Path dir;

  @Test
  void decodeJoinVerify_aMillionShortMembers_allocateASmallMultiple() {
    try (LwwStore store = LwwStore.open(dir, Policy.unbounded())) {
      fill(store);
      byte[] record = Objects.requireNonNull(store.record(KEY));
      assertTrue(record.length < 3 * MEMBERS + 100, () -> record.length + " bytes");
      assertAllocates(
          "verify",
          MOST_OF_A_CHECK * record.length,
          () -> assertTrue(store.verify(finding -> {}, Progress.NONE).isClean()));
      assertAllocates(
          "decode",
          MOST_OF_A_DECODING * record.length,
          () -> assertEquals(MEMBERS, SetState.decode(record).visible().size()));
      assertAllocates("join", MOST_OF_A_CHECK * record.length, () -> store.join(KEY, record));
      assertEquals(MEMBERS, store.size(KEY));
    }
  }

  private static void fill(LwwStore store) {
    try (LwwBatch batch = store.batch()) {
      for (int i = 0; i < MEMBERS; i++) {
        batch.add(KEY, new byte[] {(byte) (i >> 16), (byte) (i >> 8), (byte) i}, 7);
        if (batch.count() == BATCH) {
          batch.write();
        }
      }
      batch.write();
    }
    store.compact();
  }

  private static void assertAllocates(String what, long most, Runnable call) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    call.run();
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(allocated <= most, () -> what + " allocated " + allocated + " bytes");
  }
}
