// SPDX-License-Identifier: Apache-2.0
package dev.lastword.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lastword.rocksdb.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;

/** A child's life. */
final class Child {
  private static final int SIGKILLED = 128 + 9;

  private Child() {}

  /** Starts a child, kills it, and returns all that it told. */
  static Journal runAndKill(Plan plan, Kill kill, int[] durable)
      throws IOException, InterruptedException {
    ChildJvm.Running child =
        ChildJvm.in(plan.folder())
            .flag("-XX:TieredStopAtLevel=1")
            .flag("-Xmx256m")
            .startPiped(CrashProgram.class, plan.arguments());
    Journal journal = new Journal(child.process().getInputStream(), plan.done(), durable);
    FutureTask<Void> reader = new FutureTask<>(journal, null);
    Thread.ofPlatform().start(reader);
    boolean alive;
    try {
      alive =
          kill.phase() == null
              ? journal.awaitReports(kill.count())
              : journal.awaitBegin(kill.phase(), kill.count());
      pause(kill.delayNanos());
    } finally {
      // Process.destroyForcibly would close our end of the pipe, with what is still in it.
      child.process().toHandle().destroyForcibly();
    }
    int status = child.process().waitFor();
    await(reader);
    String printed = Files.readString(child.output());
    assertEquals(SIGKILLED, status, () -> "the child ended by itself: " + printed);
    assertEquals(true, alive, printed);
    return journal;
  }

  private static void await(FutureTask<Void> reader) throws InterruptedException {
    try {
      reader.get();
    } catch (ExecutionException e) {
      throw new AssertionError("the child's reports make no sense", e);
    }
  }

  private static void pause(long nanos) {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
