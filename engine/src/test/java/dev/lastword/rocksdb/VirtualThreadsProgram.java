// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * Ten thousand virtual threads, all alive at once, each reading keys with pending operands. Prints
 * by how many MiB the process grew.
 */
final class VirtualThreadsProgram {
  private static final int THREADS = 10_000;
  private static final int KEYS = 16;
  private static final int OPERAND = 48 << 10;

  private VirtualThreadsProgram() {}

  public static void main(String[] args) throws Exception {
    MergeFunction last =
        Scripted.full((in, out) -> {
          out.reserve(in.operandLength(0)).write(in.operand(0));
          return true;
        });
    Path directory = Files.createTempDirectory("virtual");
    try (JavaMergeOperator operator = JavaMergeOperator.create(last);
        Options options =
            new Options().setCreateIfMissing(true).setMergeOperator(operator.handle());
        RocksDB db = RocksDB.open(options, directory.toString())) {
      for (int key = 0; key < KEYS; key++) {
        byte[] operand = new byte[OPERAND];
        Arrays.fill(operand, (byte) key);
        db.merge(new byte[] {(byte) key}, operand);
      }
      read(db, 0);
      long before = residentKib();
      readAll(db);
      System.out.println("grew by MiB: " + (residentKib() - before) / 1024);
    }
  }

  private static void readAll(RocksDB db) throws Exception {
    List<Future<?>> threads = new ArrayList<>();
    CountDownLatch allAlive = new CountDownLatch(THREADS);
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < THREADS; i++) {
        int key = i;
        threads.add(executor.submit(() -> readTwice(db, key, allAlive)));
      }
      for (Future<?> thread : threads) {
        thread.get();
      }
    }
  }

  private static boolean readTwice(RocksDB db, int key, CountDownLatch allAlive)
      throws RocksDBException, InterruptedException {
    read(db, key);
    allAlive.countDown();
    allAlive.await();
    return read(db, key + 1);
  }

  private static boolean read(RocksDB db, int start) throws RocksDBException {
    byte[] value = new byte[OPERAND];
    for (int i = 0; i < 4; i++) {
      byte key = (byte) ((start + i) % KEYS);
      int length = db.get(new byte[] {key}, value);
      if (length != OPERAND || value[0] != key || value[OPERAND - 1] != key) {
        throw new IllegalStateException("a read is wrong: key=" + key + " length=" + length);
      }
    }
    return true;
  }

  private static long residentKib() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}
