// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Random;
import net.openhft.chronicle.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** Values and results of every size come through unchanged, and big ones are let go of. */
final class ResultSizeTest {
  private static final byte[] KEY = {1};
  private static final int MIB = 1 << 20;

  @TempDir private Path directory;

  private void check(MergeFunction concatenation, int size) throws RocksDBException {
    byte[] base = new byte[size];
    new Random(size).nextBytes(base);
    byte[] expected = new byte[2 * size];
    System.arraycopy(base, 0, expected, 0, size);
    System.arraycopy(base, 0, expected, size, size);
    JavaMergeOperator operator = JavaMergeOperator.create(concatenation);
    try (Options options =
            new Options().setCreateIfMissing(true).setMergeOperator(operator.handle());
        RocksDB db = RocksDB.open(options, directory.toString())) {
      db.put(KEY, base);
      db.merge(KEY, base);
      assertArrayEquals(expected, db.get(KEY));
      db.compactRange();
      assertArrayEquals(expected, db.get(KEY));
    }
    assertEquals(0, operator.failures());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4 << 10, 25 * MIB})
  void result_writtenToAView_isTheValue(int size) throws RocksDBException {
    check(
        Scripted.full((in, out) -> {
          Bytes<?> bytes = out.reserve(in.existingValueLength());
          bytes.write(in.existingValue());
          bytes = out.reserve(in.existingValueLength() + in.operandLength(0));
          bytes.write(in.operand(0));
          return in.hasExistingValue();
        }),
        size);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4 << 10, 25 * MIB})
  void result_storedAtAnAddress_isTheValue(int size) throws RocksDBException {
    check(
        Scripted.full((in, out) -> {
          long length = in.existingValueLength() + in.operandLength(0);
          long to = out.reserveAddress(length);
          RawMemory.copy(in.existingValueAddress(), to, in.existingValueLength());
          RawMemory.copy(in.operandAddress(0), to + in.existingValueLength(), in.operandLength(0));
          for (int i = 0; i < MergeOutput.SLACK; i++) {
            RawMemory.putByte(to + length + i, (byte) -1);
          }
          out.commit(length);
          return true;
        }),
        size);
  }

  @Test
  void result_biggerThanWhatMayBeKept_isFreed() throws RocksDBException {
    check(
        Scripted.full((in, out) -> {
          out.reserve(200L * MIB).write(in.existingValue()).write(in.operand(0));
          return true;
        }),
        8);
    assertTrue(ResultBuffer.largeIdle() <= ResultBuffer.LARGE_LIMIT);
  }

  @Test
  void result_ofManyMerges_reusesTheSameMemory() throws RocksDBException {
    int before = MergeCalls.size();
    check(
        Scripted.full((in, out) -> {
          out.reserve(in.operandLength(0) * 2).write(in.existingValue()).write(in.operand(0));
          return true;
        }),
        100);
    JavaMergeOperator operator = JavaMergeOperator.create(new Counter());
    try (Options options =
            new Options().setCreateIfMissing(true).setMergeOperator(operator.handle());
        RocksDB db = RocksDB.open(options, directory.resolve("many").toString())) {
      db.merge(KEY, Numbers.bytes(1));
      for (int i = 0; i < 10_000; i++) {
        assertEquals(1, Numbers.number(db.get(KEY)));
      }
    }
    assertEquals(before, MergeCalls.size(), "a call is not given back");
  }
}
