// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.rocksdb.Env;
import org.rocksdb.Priority;

/**
 * The exit guard where the C library has no {@code on_exit} (macOS, musl): a shutdown hook that
 * ends the default Env's threads while the JVM can still let go of them.
 *
 * <p>Weaker than {@link ExitGuard}'s own way: {@link Runtime#halt} runs no hooks, a merge that is
 * still running when the wait ends keeps its thread, and a hook of the application that flushes or
 * compacts at the same time finds no thread to do it. Close databases before the exit there.
 */
final class PoolDrain {
  private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(10);

  private PoolDrain() {}

  static void install() {
    Runtime.getRuntime().addShutdownHook(new Thread(PoolDrain::run, "rocksdb-pool-drain"));
  }

  private static void run() {
    // Not Priority.TOTAL: it is the number of pools and indexes past their array.
    for (Priority pool : List.of(Priority.BOTTOM, Priority.LOW, Priority.HIGH)) {
      Env.getDefault().setBackgroundThreads(0, pool);
    }
    long deadline = System.nanoTime() + WAIT_NANOS;
    try {
      while (anyAttached() && System.nanoTime() - deadline < 0) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Tells whether a native thread still hangs on the JVM: a daemon outside Java, or in a call from
   * native code.
   */
  static boolean anyAttached() {
    return Thread.getAllStackTraces().entrySet().stream()
        .anyMatch(e -> isAttached(e.getKey(), e.getValue()));
  }

  static boolean isAttached(Thread thread, StackTraceElement[] stack) {
    return isApplicationDaemon(thread) && isNative(stack);
  }

  private static boolean isApplicationDaemon(Thread thread) {
    ThreadGroup group = thread.getThreadGroup();
    return thread.isDaemon() && group != null && group.getParent() != null;
  }

  /**
   * A thread that was started in Java has its {@code run} at the bottom; a native one has what an
   * upcall comes in through, or nothing. What lies above says less: a merge may be seen on its way
   * in or out.
   */
  private static boolean isNative(StackTraceElement[] stack) {
    return stack.length == 0 || !stack[stack.length - 1].getMethodName().equals("run");
  }
}
