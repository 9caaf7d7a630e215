// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * Reads a key whose operands pend at every depth of a stack, from near its end on; ends with status
 * 7 when each read gave the value. Arguments: the database; how many bytes of stack to leave.
 */
final class LittleStackProgram {
  private static final byte[] KEY = {1};
  private static final long STACK = 1 << 20;
  private static final int WARM_UP = 30_000;
  private static final int DEPTHS = 8_000;
  private static final int ROUNDS = 20;

  private final JavaMergeOperator operator = JavaMergeOperator.create(new Counter());
  private final byte[] expected = Numbers.bytes(7);
  private @Nullable RocksDB db;
  private volatile @Nullable Throwable failure;
  private int depth;
  private int unwound;
  private int skipped;
  private int answers;

  public static void main(String[] args) throws Exception {
    RocksDB.loadLibrary();
    LittleStackProgram program = new LittleStackProgram();
    program.run(Path.of(args[0]), Integer.parseInt(args[1]));
    System.out.println(program.answers + " answers");
    System.exit(7);
  }

  private void run(Path dir, int leave) throws Exception {
    try (Options options =
            new Options().setCreateIfMissing(true).setMergeOperator(operator.handle());
        RocksDB opened = RocksDB.open(options, dir.toString())) {
      db = opened;
      opened.merge(KEY, Numbers.bytes(3));
      opened.merge(KEY, Numbers.bytes(4));
      for (int i = 0; i < WARM_UP; i++) {
        read();
      }
      for (int round = 0; round < ROUNDS; round++) {
        skipped = Integer.MAX_VALUE;
        descendToTheEnd();
        skipped = (int) ((long) leave * depth / STACK);
        descendToTheEnd();
      }
    }
    if (answers < WARM_UP + ROUNDS) {
      throw new AssertionError("the end of the stack was not reached");
    }
  }

  private void descendToTheEnd() throws InterruptedException {
    depth = 0;
    unwound = 0;
    Thread thread = new Thread(null, () -> descend(1), "deep", STACK);
    thread.setUncaughtExceptionHandler((same, e) -> failure = e);
    thread.start();
    thread.join();
    if (failure != null) {
      throw new AssertionError("a read must answer", failure);
    }
  }

  /** Descends to the end of the stack, and reads on the way back. */
  @SuppressWarnings("InfiniteRecursion") // until there is no stack left
  private int descend(int at) {
    int deepest = at;
    try {
      deepest = descend(at + 1);
    } catch (StackOverflowError end) {
      depth = Math.max(depth, at);
    }
    unwound++;
    if (unwound > skipped && unwound - skipped < DEPTHS) {
      read();
    }
    return deepest;
  }

  private void read() {
    try {
      if (!Arrays.equals(expected, Objects.requireNonNull(db).get(KEY))) {
        throw new AssertionError("a wrong value");
      }
      answers++;
    } catch (RocksDBException e) {
      throw new AssertionError(e);
    }
  }
}
