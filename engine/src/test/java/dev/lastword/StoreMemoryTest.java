// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lastword.model.Soak;
import dev.lastword.rocksdb.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every native handle is closed: resident memory stays where it is, however long the store works.
 *
 * <p>Two of sixteen calls write a batch of fifty, so a call is some seven operations. The short
 * form is 600 000 calls, four million operations; the long one 7 100 000, fifty million, the state
 * after five million compared with the last. {@code -Dlastword.memory.operations=N} makes it N
 * calls.
 */
final class StoreMemoryTest {
  private static final int OPERATIONS =
      Integer.getInteger("lastword.memory.operations", Soak.rounds(600_000, 7_100_000));

  /** Measured against the state after so many tenths; the short form needs more to warm up. */
  private static final int FIRST = Soak.rounds(2, 0);

  /** A leaked iterator, snapshot or batch in one operation of sixteen grows past this. */
  private static final long MOST_KILOBYTES = 12 << 10;

  @TempDir Path temp;

  @Test
  void residentMemory_overManyOperations_doesNotGrow() throws Exception {
    assumeTrue(
        Files.isReadable(Path.of("/proc/self/status")), "skipped: no /proc/self/status here");
    ChildJvm.Running program =
        ChildJvm.in(temp)
            .environment("MALLOC_ARENA_MAX", "2") // how many there come to be is chance
            .flag("-Xms128m")
            .flag("-Xmx128m")
            .flag("-XX:+AlwaysPreTouch")
            .flag("-XX:+UseSerialGC")
            .start(
                MemoryProgram.class,
                temp.resolve("db").toString(),
                String.valueOf(OPERATIONS),
                String.valueOf(FIRST));
    program.process().waitFor(60L + OPERATIONS / 1_000, TimeUnit.SECONDS);
    ChildJvm.Result result = program.await().assertStatus(0);
    Matcher grew = Pattern.compile("grew by (-?\\d+) kB").matcher(result.output());
    assertTrue(grew.find(), result::output);
    long kilobytes = Long.parseLong(grew.group(1));
    System.out.println("resident memory grew by " + kilobytes + " kB");
    Matcher resident =
        Pattern.compile("resident (\\d+) kB, then (\\d+) kB").matcher(result.output());
    assertTrue(resident.find(), result::output);
    long before = Long.parseLong(resident.group(1));
    System.out.println(resident.group());
    assertTrue(before + kilobytes <= before * 1.1, resident::group);
    assertTrue(kilobytes < MOST_KILOBYTES, () -> "grew by " + kilobytes + " kB");
  }
}
