// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Linker;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process whose background threads ran merges ends when told to, and with its own status. */
final class ProcessExitTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "return, closed, 0", "return, open, 0", "return, compacting, 0",
    "exit, closed, 7", "exit, open, 7", "exit, compacting, 7",
    "halt, closed, 7", "halt, open, 7", "halt, compacting, 7",
    "sigterm, closed, 143", "sigterm, open, 143", "sigterm, compacting, 143"
  })
  void exit_afterMergesOnBackgroundThreads_endsWithItsStatus(String how, String state, int status)
      throws Exception {
    ChildJvm.Running child = ChildJvm.in(directory).start(ExitProgram.class, how, state);
    if (how.equals("sigterm")) {
      child.awaitLine("READY");
      child.process().destroy();
    }
    child.await().assertStatus(status);
  }

  @Test
  void exit_withTextInCBuffers_printsIt() throws Exception {
    assumeTrue(
        Linker.nativeLinker().defaultLookup().find("on_exit").isPresent(), "needs glibc's on_exit");
    String output =
        ChildJvm.in(directory)
            .run(ExitProgram.class, "exit", "open", "print")
            .assertStatus(7)
            .output();
    assertTrue(output.contains("left in C's buffer"), output);
  }

  /** The guard of platforms without on_exit; it cannot help where no shutdown hook runs. */
  @ParameterizedTest
  @CsvSource({
    "return, open, 0",
    "exit, closed, 7",
    "exit, open, 7",
    "exit, finishing, 7",
    "sigterm, open, 143",
    "sigterm, finishing, 143"
  })
  void exit_withoutOnExit_endsWithItsStatus(String how, String state, int status) throws Exception {
    ChildJvm.Running child = ChildJvm.in(directory).start(ExitProgram.class, how, state, "drain");
    if (how.equals("sigterm")) {
      child.awaitLine("READY");
      child.process().destroy();
    }
    child.await().assertStatus(status);
  }
}
