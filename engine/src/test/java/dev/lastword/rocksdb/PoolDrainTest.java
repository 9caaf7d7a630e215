// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;

/** Which threads the guard of platforms without on_exit waits for. */
final class PoolDrainTest {
  private static final StackTraceElement[] OUTSIDE = {};
  private static final StackTraceElement[] AT_ITS_BEGINNING = {frame("java.lang.invoke.Form")};
  private static final StackTraceElement[] IN_A_MERGE = {
    frame("dev.lastword.merge.StateMerger"), frame(MergeUpcalls.class.getName())
  };
  private static final StackTraceElement[] IN_A_MERGE_SEEN_FROM_ANOTHER_THREAD = {
    frame(MergeUpcalls.class.getName()),
    frame("java.lang.invoke.Form"),
    frame("jdk.internal.foreign.abi.Stub"),
    frame("java.lang.invoke.Form")
  };
  private static final StackTraceElement[] ON_ITS_WAY_IN = {
    frame("java.util.Objects"), frame("jdk.internal.misc.Unsafe"), frame("java.lang.invoke.Form")
  };
  private static final StackTraceElement[] BEFORE_IT = {run()};
  private static final StackTraceElement[] IN_JAVA = {
    frame(MergeUpcalls.class.getName()), frame("java.lang.invoke.Form"), run()
  };

  @TempDir private Path directory;

  private static StackTraceElement frame(String type) {
    return new StackTraceElement(type, "method", null, 1);
  }

  /** The first frame of a thread that was started in Java. */
  private static StackTraceElement run() {
    return new StackTraceElement(Thread.class.getName(), "run", null, 1);
  }

  @Test
  void isAttached_aDaemonOutsideOfJavaOrInAMerge_is() {
    Thread daemon = new Thread(() -> {});
    daemon.setDaemon(true);
    assertTrue(PoolDrain.isAttached(daemon, OUTSIDE));
    assertTrue(PoolDrain.isAttached(daemon, AT_ITS_BEGINNING));
    assertTrue(PoolDrain.isAttached(daemon, ON_ITS_WAY_IN));
    assertTrue(PoolDrain.isAttached(daemon, IN_A_MERGE));
    assertTrue(PoolDrain.isAttached(daemon, IN_A_MERGE_SEEN_FROM_ANOTHER_THREAD));
    assertFalse(PoolDrain.isAttached(daemon, IN_JAVA));
    assertFalse(PoolDrain.isAttached(daemon, BEFORE_IT));
  }

  @Test
  void isAttached_aThreadThatIsNoDaemon_isNot() {
    Thread thread = new Thread(() -> {});
    assertFalse(PoolDrain.isAttached(thread, OUTSIDE));
    assertFalse(PoolDrain.isAttached(thread, IN_A_MERGE));
  }

  /** The JVM's own daemons never end, and some have no stack in Java. */
  @Test
  void isAttached_aThreadOfTheJvm_isNot() {
    ThreadGroup system = Thread.currentThread().getThreadGroup();
    while (system.getParent() != null) {
      system = system.getParent();
    }
    Thread daemon = new Thread(system, () -> {});
    daemon.setDaemon(true);
    assertFalse(PoolDrain.isAttached(daemon, OUTSIDE));
  }

  @Test
  void isAttached_aBackgroundThreadInAMergeAndAfterIt_is() throws Exception {
    CompletableFuture<Thread> merging = new CompletableFuture<>();
    CompletableFuture<Boolean> waitedFor = new CompletableFuture<>();
    Counter counter = new Counter();
    Scripted.Merge partial =
        (in, out) -> {
          merging.complete(Thread.currentThread());
          waitedFor.orTimeout(10, TimeUnit.SECONDS).join();
          return counter.partialMerge(in, out);
        };
    try (JavaMergeOperator operator =
            JavaMergeOperator.create(new Scripted(counter::fullMerge, partial));
        Options options =
            new Options().setCreateIfMissing(true).setMergeOperator(operator.handle());
        RocksDB db = RocksDB.open(options, directory.toString());
        FlushOptions flush = new FlushOptions().setWaitForFlush(false)) {
      db.merge(new byte[] {1}, Numbers.bytes(1));
      db.merge(new byte[] {1}, Numbers.bytes(2));
      db.flush(flush);
      Thread thread = merging.get(10, TimeUnit.SECONDS);
      waitedFor.complete(PoolDrain.isAttached(thread, thread.getStackTrace()));
      assertTrue(waitedFor.join());
      assertTrue(PoolDrain.anyAttached());
    }
  }
}
