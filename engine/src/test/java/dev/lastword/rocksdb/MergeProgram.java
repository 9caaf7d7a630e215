// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * Takes the bridge through everything it does and exits with status 7 when all of it is right:
 * merges in reads, flushes and compactions, partial and full, small and large, declined and failed;
 * and reads and writes by raw addresses.
 */
final class MergeProgram {
  private static final int KEYS = 1_000;
  private static final int ROUNDS = 5;
  private static final byte[] LARGE = {'l'};
  private static final byte[] BAD = {'b'};

  private final AtomicInteger partials = new AtomicInteger();
  private final JavaMergeOperator counter =
      JavaMergeOperator.create(new Scripted(new Counter()::fullMerge, this::countPartial));
  private final JavaMergeOperator concatenation =
      JavaMergeOperator.create(Scripted.full(MergeProgram::concatenate));
  private final JavaMergeOperator bad =
      JavaMergeOperator.create(
          Scripted.full((in, out) -> {
            throw new IllegalStateException("mine");
          }));

  public static void main(String[] args) throws Exception {
    MergeProgram program = new MergeProgram(); // the first operator loads RocksDB
    program.count();
    program.concatenate();
    program.fail();
    check(DirectCheck.isPassed(), "the C API does not work on rocksdbjni's objects");
    System.out.println("rocksdbjni " + RocksDB.rocksdbVersion() + " works");
    System.exit(7);
  }

  private boolean countPartial(MergeInput in, MergeOutput out) {
    partials.incrementAndGet();
    return new Counter().partialMerge(in, out);
  }

  private static boolean concatenate(MergeInput in, MergeOutput out) {
    long length = in.existingValueLength();
    for (int i = 0; i < in.operandCount(); i++) {
      length += in.operandLength(i);
    }
    var bytes = out.reserve(length);
    if (in.hasExistingValue()) {
      bytes.write(in.existingValue());
    }
    for (int i = 0; i < in.operandCount(); i++) {
      bytes.write(in.operand(i));
    }
    return true;
  }

  private void count() throws Exception {
    try (Options options = options(counter);
        FlushOptions wait = new FlushOptions().setWaitForFlush(true);
        RocksDB db = RocksDB.open(options, directory())) {
      for (int round = 1; round <= ROUNDS; round++) {
        for (int i = 0; i < 2 * KEYS; i++) {
          db.merge(Numbers.bytes(i % KEYS), Numbers.bytes(1));
        }
        checkCounts(db, 2L * round);
        db.flush(wait);
        checkCounts(db, 2L * round);
      }
      db.compactRange();
      checkCounts(db, 2L * ROUNDS);
    }
    check(partials.get() > 0, "no partial merge");
    check(counter.failures() == 0, "a merge failed: " + counter.lastFailure());
  }

  private static void checkCounts(RocksDB db, long expected) throws RocksDBException {
    for (int key = 0; key < KEYS; key++) {
      byte[] value = db.get(Numbers.bytes(key));
      check(value != null && Numbers.number(value) == expected, "a count is wrong");
    }
  }

  private void concatenate() throws Exception {
    byte[] part = new byte[5 << 20];
    Arrays.fill(part, (byte) 'x');
    try (Options options = options(concatenation);
        RocksDB db = RocksDB.open(options, directory())) {
      db.merge(LARGE, new byte[0]);
      check(db.get(LARGE).length == 0, "an empty result is wrong");
      for (int i = 0; i < 10; i++) {
        db.merge(LARGE, part);
      }
      check(db.get(LARGE).length == 10 * part.length, "a large result is wrong");
      db.compactRange();
      check(db.get(LARGE).length == 10 * part.length, "a compacted large result is wrong");
    }
  }

  private void fail() throws Exception {
    try (Options options = options(bad);
        RocksDB db = RocksDB.open(options, directory())) {
      db.merge(BAD, BAD);
      db.get(BAD);
      throw new AssertionError("a failing merge gave a value");
    } catch (RocksDBException expected) {
      check(bad.failures() == 1, "a failure was not counted");
    }
  }

  private static Options options(JavaMergeOperator operator) {
    return new Options().setCreateIfMissing(true).setMergeOperator(operator.handle());
  }

  private static String directory() throws IOException {
    Path directory = Files.createTempDirectory("merge");
    return directory.toString();
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
