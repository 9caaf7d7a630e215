// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
 * <p>The default is 300 000 calls; five of sixteen write a batch of fifty, so they are some five
 * million operations. {@code -Dlastword.memory.operations=5000000} makes it a longer run.
 */
final class StoreMemoryTest {
  private static final int OPERATIONS = Integer.getInteger("lastword.memory.operations", 600_000);

  /** A leaked iterator, snapshot or batch in one operation of sixteen grows past this. */
  private static final long MOST_KILOBYTES = 12 << 10;

  @TempDir Path temp;

  @Test
  void residentMemory_overManyOperations_doesNotGrow() throws Exception {
    assumeTrue(
        Files.isReadable(Path.of("/proc/self/status")), "skipped: no /proc/self/status here");
    ChildJvm.Running program =
        ChildJvm.in(temp)
            .flag("-Xms128m")
            .flag("-Xmx128m")
            .flag("-XX:+AlwaysPreTouch")
            .flag("-XX:+UseSerialGC")
            .start(MemoryProgram.class, temp.resolve("db").toString(), String.valueOf(OPERATIONS));
    program.process().waitFor(60L + OPERATIONS / 1_000, TimeUnit.SECONDS);
    ChildJvm.Result result = program.await().assertStatus(0);
    Matcher grew = Pattern.compile("grew by (-?\\d+) kB").matcher(result.output());
    assertTrue(grew.find(), result::output);
    long kilobytes = Long.parseLong(grew.group(1));
    System.out.println("resident memory grew by " + kilobytes + " kB");
    assertTrue(kilobytes < MOST_KILOBYTES, () -> "grew by " + kilobytes + " kB");
  }
}
