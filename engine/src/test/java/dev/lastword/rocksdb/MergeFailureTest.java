// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** What a merge function does wrong stays with the operation it did it in. */
final class MergeFailureTest {
  private static final byte[] KEY = {1};
  private static final byte[] OTHER = {2};
  private static final byte[] OPERAND = Numbers.bytes(5);

  @TempDir private Path directory;

  /** Runs a body against a database. */
  @FunctionalInterface
  private interface Body {
    void run(RocksDB db) throws RocksDBException;
  }

  private JavaMergeOperator with(MergeFunction function, Body body) throws RocksDBException {
    JavaMergeOperator operator = JavaMergeOperator.create(function);
    try (Options options =
            new Options().setCreateIfMissing(true).setMergeOperator(operator.handle());
        RocksDB db = RocksDB.open(options, directory.toString())) {
      body.run(db);
    }
    return operator;
  }

  private static void assertCorruption(RocksDB db) {
    RocksDBException e = assertThrows(RocksDBException.class, () -> db.get(KEY));
    assertEquals(Status.Code.Corruption, e.getStatus().getCode());
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        failure("exception", IllegalStateException.class, (in, out) -> raise("mine")),
        failure("error", AssertionError.class, MergeFailureTest::raiseError),
        failure("deep recursion", StackOverflowError.class, (in, out) -> recurse(1) == 0),
        failure("no result", IllegalStateException.class, (in, out) -> true),
        failure(
            "address without commit",
            IllegalStateException.class,
            (in, out) -> out.reserveAddress(8) != 0),
        failure("commit too long", IllegalArgumentException.class, MergeFailureTest::overCommit),
        failure(
            "commit without reserve",
            IllegalArgumentException.class,
            MergeFailureTest::blindCommit),
        failure("negative capacity", IllegalArgumentException.class, (in, out) -> reserve(out, -1)),
        failure(
            "boundless capacity",
            OutOfMemoryError.class,
            (in, out) -> reserve(out, Long.MAX_VALUE)),
        failure(
            "boundless capacity at an address",
            OutOfMemoryError.class,
            (in, out) -> out.reserveAddress(Long.MAX_VALUE) != 0),
        failure(
            "capacity beyond the address space",
            OutOfMemoryError.class,
            (in, out) -> reserve(out, Long.MAX_VALUE / 4)),
        failure("written past", BufferOverflowException.class, MergeFailureTest::writePast),
        failure(
            "operand read past",
            BufferUnderflowException.class,
            (in, out) -> in.operand(0).readLong() == in.operand(0).readSkip(8).readByte()),
        failure(
            "key read past", BufferUnderflowException.class, (in, out) -> in.key().readInt() == 0),
        failure(
            "no such operand",
            IndexOutOfBoundsException.class,
            (in, out) -> in.operandAddress(in.operandCount()) == 0),
        failure(
            "no existing value",
            IllegalStateException.class,
            (in, out) -> in.existingValue().isEmpty()));
  }

  private static Arguments failure(
      String name, Class<? extends Throwable> thrown, Scripted.Merge merge) {
    return Arguments.of(name, thrown, Scripted.full(merge));
  }

  private static boolean raise(String message) {
    throw new IllegalStateException(message);
  }

  private static boolean raiseError(MergeInput in, MergeOutput out) {
    throw new AssertionError("mine");
  }

  private static int recurse(int depth) {
    return depth == 0 ? 0 : recurse(depth + 1) + 1;
  }

  private static boolean reserve(MergeOutput out, long capacity) {
    return out.reserve(capacity).isEmpty();
  }

  private static boolean overCommit(MergeInput in, MergeOutput out) {
    out.reserve(8);
    out.commit(9);
    return true;
  }

  private static boolean blindCommit(MergeInput in, MergeOutput out) {
    out.commit(1);
    return true;
  }

  private static boolean writePast(MergeInput in, MergeOutput out) {
    out.reserve(8).writeLong(1).writeByte((byte) 1);
    return true;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void fullMerge_thatFails_isCorruptionToItsReaderOnly(
      String name, Class<? extends Throwable> thrown, MergeFunction function)
      throws RocksDBException {
    JavaMergeOperator operator =
        with(
            function,
            db -> {
              db.put(OTHER, OPERAND);
              db.merge(KEY, OPERAND);
              assertCorruption(db);
              assertCorruption(db);
              assertArrayEquals(OPERAND, db.get(OTHER));
              db.put(OTHER, KEY);
              db.delete(KEY);
              assertNull(db.get(KEY));
            });
    assertEquals(2, operator.failures());
    assertEquals(0, operator.declines());
    assertInstanceOf(thrown, operator.lastFailure());
  }

  @Test
  void fullMerge_thatDeclines_isCorruptionAndCounted() throws RocksDBException {
    JavaMergeOperator operator =
        with(
            Scripted.full((in, out) -> false),
            db -> {
              db.merge(KEY, OPERAND);
              assertCorruption(db);
            });
    assertEquals(1, operator.declines());
    assertEquals(0, operator.failures());
  }

  @Test
  void fullMerge_thatFailsAfterWriting_leavesNothingOfItsResult() throws RocksDBException {
    with(
        Scripted.full((in, out) -> out.reserve(8).writeLong(7).writePosition() == 0),
        db -> {
          db.merge(KEY, OPERAND);
          assertCorruption(db);
        });
  }

  @Test
  void fullMerge_thatFailsInCompaction_failsItAndNotTheProcess() throws RocksDBException {
    Thread reader = Thread.currentThread();
    Scripted function =
        Scripted.full(
            (in, out) -> Thread.currentThread() == reader ? commitNothing(out) : raise("mine"));
    JavaMergeOperator operator =
        with(
            function,
            db -> {
              db.put(OTHER, OPERAND);
              db.put(KEY, OPERAND);
              flush(db);
              db.merge(KEY, OPERAND);
              db.put(OTHER, OPERAND); // the files overlap: merged, not moved
              assertThrows(RocksDBException.class, db::compactRange);
              assertArrayEquals(new byte[0], db.get(KEY));
              assertArrayEquals(OPERAND, db.get(OTHER));
            });
    assertTrue(operator.failures() > 0);
  }

  private static boolean commitNothing(MergeOutput out) {
    out.commit(0);
    return true;
  }

  @Test
  void partialMerge_thatFails_leavesTheOperands() throws RocksDBException {
    RuntimeException mine = new IllegalStateException("mine");
    AtomicInteger partials = new AtomicInteger();
    Scripted function =
        new Scripted(
            new Counter()::fullMerge,
            (in, out) -> {
              partials.incrementAndGet();
              throw mine;
            });
    JavaMergeOperator operator =
        with(
            function,
            db -> {
              db.merge(KEY, OPERAND);
              db.merge(KEY, OPERAND);
              flush(db);
              assertArrayEquals(Numbers.bytes(10), db.get(KEY));
            });
    assertTrue(partials.get() > 0);
    assertEquals(partials.get(), operator.failures());
    assertSame(mine, operator.lastFailure());
  }

  private static void flush(RocksDB db) throws RocksDBException {
    try (FlushOptions wait = new FlushOptions().setWaitForFlush(true)) {
      db.flush(wait);
    }
  }
}
