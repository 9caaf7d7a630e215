// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * Merges on RocksDB's background threads, brings the database into a state and ends the process.
 * Arguments: how to end, the database's state, and optionally {@code drain} for the guard of
 * platforms without on_exit or {@code print} to leave text in C's buffers.
 */
final class ExitProgram {
  private static final byte[] KEY = {1};
  private static final byte[] ONE = Numbers.bytes(1);

  /** Merges that take 20 ms, so that a compaction goes on for ten seconds, or for one. */
  private static final int MANY = 500;

  private static final int FEW = 50;

  private final CountDownLatch compacting = new CountDownLatch(1);
  private final AtomicInteger slow = new AtomicInteger(); // so many more merges

  public static void main(String[] args) throws Throwable {
    String extra = args.length > 2 ? args[2] : "";
    if (extra.equals("drain")) {
      RocksDB.loadLibrary();
      ExitGuard.install(symbol -> Optional.empty());
    }
    new ExitProgram().reach(args[1]);
    if (extra.equals("print")) {
      printFromC();
    }
    end(args[0]);
  }

  private void reach(String state) throws Exception {
    Thread main = Thread.currentThread();
    CountDownLatch background = new CountDownLatch(1);
    MergeFunction function =
        new SlowCounter(() -> {
          if (Thread.currentThread() != main) {
            background.countDown();
          }
          pause();
        });
    Path directory = Files.createTempDirectory("exit");
    RocksDB db = open(function, directory);
    fill(db);
    if (!background.await(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("no merge ran on a background thread");
    }
    switch (state) {
      case "closed" -> db.close();
      case "open" -> db.get(KEY);
      case "compacting" -> compact(db, MANY);
      case "finishing" -> compact(db, FEW);
      default -> throw new IllegalArgumentException(state);
    }
  }

  @SuppressWarnings("resource") // the process ends first
  private static RocksDB open(MergeFunction function, Path directory) throws RocksDBException {
    Options options =
        new Options()
            .setCreateIfMissing(true)
            .setDisableAutoCompactions(true)
            .setMergeOperator(JavaMergeOperator.create(function).handle());
    return RocksDB.open(options, directory.toString());
  }

  private static void fill(RocksDB db) throws RocksDBException {
    try (FlushOptions wait = new FlushOptions().setWaitForFlush(true)) {
      for (int file = 0; file < 3; file++) {
        for (int i = 0; i < 1_000; i++) {
          db.merge(Numbers.bytes(i % 500), ONE);
        }
        db.flush(wait);
      }
    }
  }

  private void compact(RocksDB db, int slowMerges) throws InterruptedException {
    slow.set(slowMerges);
    Thread compaction =
        new Thread(() -> {
          try {
            db.compactRange();
          } catch (RocksDBException e) {
            throw new IllegalStateException(e);
          }
        });
    compaction.setDaemon(true);
    compaction.start();
    if (!compacting.await(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("no compaction ran");
    }
  }

  private void pause() {
    if (slow.getAndDecrement() > 0) {
      compacting.countDown();
      try {
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @SuppressWarnings("restricted")
  private static void printFromC() throws Throwable {
    Linker linker = Linker.nativeLinker();
    MemorySegment puts = linker.defaultLookup().findOrThrow("puts");
    FunctionDescriptor descriptor =
        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
    int ignored =
        (int)
            linker
                .downcallHandle(puts, descriptor)
                .invokeExact(Arena.global().allocateFrom("left in C's buffer"));
  }

  private static void end(String how) throws InterruptedException {
    switch (how) {
      case "return" -> {}
      case "exit" -> System.exit(7);
      case "halt" -> Runtime.getRuntime().halt(7);
      case "sigterm" -> {
        System.out.println("READY");
        new CountDownLatch(1).await();
      }
      default -> throw new IllegalArgumentException(how);
    }
  }

  /** A counter that does something before each merge. */
  private record SlowCounter(Runnable before) implements MergeFunction {
    @Override
    public String name() {
      return "slow counter";
    }

    @Override
    public boolean fullMerge(MergeInput in, MergeOutput out) {
      before.run();
      return new Counter().fullMerge(in, out);
    }

    @Override
    public boolean partialMerge(MergeInput in, MergeOutput out) {
      before.run();
      return new Counter().partialMerge(in, out);
    }
  }
}
