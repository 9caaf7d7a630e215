// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** Which threads the guard of platforms without on_exit waits for. */
final class PoolDrainTest {
  private static final StackTraceElement[] OUTSIDE = {};
  private static final StackTraceElement[] IN_A_MERGE = {
    frame("dev.lastword.merge.StateMerger"), frame(MergeUpcalls.class.getName())
  };
  private static final StackTraceElement[] IN_JAVA = {
    frame(MergeUpcalls.class.getName()), frame(Thread.class.getName())
  };

  @TempDir private Path directory;

  private static StackTraceElement frame(String type) {
    return new StackTraceElement(type, "method", null, 1);
  }

  @Test
  void isAttached_aDaemonOutsideOfJavaOrInAMerge_is() {
    Thread daemon = new Thread(() -> {});
    daemon.setDaemon(true);
    assertTrue(PoolDrain.isAttached(daemon, OUTSIDE));
    assertTrue(PoolDrain.isAttached(daemon, IN_A_MERGE));
    assertFalse(PoolDrain.isAttached(daemon, IN_JAVA));
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
  void anyAttached_afterAMergeOnABackgroundThread_holds() throws RocksDBException {
    try (JavaMergeOperator operator = JavaMergeOperator.create(new Counter());
        Options options =
            new Options().setCreateIfMissing(true).setMergeOperator(operator.handle());
        RocksDB db = RocksDB.open(options, directory.toString());
        FlushOptions flush = new FlushOptions()) {
      db.merge(new byte[] {1}, Numbers.bytes(1));
      db.merge(new byte[] {1}, Numbers.bytes(2));
      db.flush(flush);
      assertTrue(PoolDrain.anyAttached());
    }
  }
}
