// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a merge needs is pooled: it does not grow with the number of virtual threads. */
final class VirtualThreadsTest {
  /** A buffer for each thread would take 480 MiB. */
  private static final int LIMIT_MIB = 200;

  @TempDir private Path directory;

  @Test
  void reads_onTenThousandVirtualThreads_keepMemoryBounded() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/status")), "resident memory is read from /proc");
    String output =
        ChildJvm.in(directory)
            .flag("-Xms64m")
            .flag("-Xmx64m")
            .flag("-XX:+AlwaysPreTouch")
            .run(VirtualThreadsProgram.class)
            .assertStatus(0)
            .output();
    int grown = Integer.parseInt(output.strip().replaceAll("(?s).*grew by MiB: ", ""));
    assertTrue(grown < LIMIT_MIB, output);
  }
}
