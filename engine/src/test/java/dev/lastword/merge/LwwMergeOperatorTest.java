// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lastword.record.Operations;
import dev.lastword.rocksdb.MergeFunction;
import dev.lastword.rocksdb.MergeInput;
import dev.lastword.rocksdb.MergeOutput;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** The operator in a database of the user's own. */
final class LwwMergeOperatorTest {

  private static final byte[] KEY = "set".getBytes(StandardCharsets.UTF_8);

  static {
    RocksDB.loadLibrary();
  }

  @TempDir Path directory;

  @Test
  void merge_pendingFlushedAndCompacted_givesTheKernelsBytes() throws RocksDBException {
    byte[][] operations = {
      Operations.add(member("a"), 1),
      Operations.add(member("b"), 2),
      Operations.delete(member("a"), 3),
      Operations.add(member("c"), 4),
    };
    Policy policy = Policy.forget().maxAdds(2);
    byte[] expected;
    try (Kernel kernel = new Kernel()) {
      expected = kernel.merge(policy, true, null, List.of(operations));
    }
    try (LwwMergeOperator operator = LwwMergeOperator.create(policy);
        Options options =
            new Options().setCreateIfMissing(true).setMergeOperator(operator.handle());
        RocksDB db = RocksDB.open(options, directory.toString());
        FlushOptions flush = new FlushOptions()) {
      for (byte[] operation : operations) {
        db.merge(KEY, operation);
      }
      assertArrayEquals(expected, db.get(KEY), "pending in the memtable");
      db.flush(flush);
      assertArrayEquals(expected, db.get(KEY), "flushed: one operand, partially merged");
      db.compactRange();
      assertArrayEquals(expected, db.get(KEY), "compacted");
      assertEquals(
          operator.name(),
          db.getPropertiesOfAllTables().values().iterator().next().getMergeOperatorName());
    }
  }

  @Test
  void operator_tellsItsPolicyAndName_andGivesNoHandleOnceClosed() {
    Policy policy = Policy.keep().maxDeletes(7);
    LwwMergeOperator operator = LwwMergeOperator.create(policy);
    assertSame(operator.handle(), operator.handle());
    operator.close();
    assertEquals(policy, operator.policy());
    assertEquals("lastword.v1.keep.d7", operator.name());
    assertEquals(RecordWeight.MOST, operator.mostWeight());
    assertEquals(0, operator.failures());
    assertEquals(0, operator.quarantined());
    assertEquals(0, operator.shortened());
    assertNull(operator.lastFailure());
    var refused = assertThrows(IllegalStateException.class, operator::handle);
    assertEquals(
        "a closed operator gives no handle: name=lastword.v1.keep.d7", refused.getMessage());
  }

  @Test
  void failures_ofMergesThatAreDeclinedAndThatThrow_areAllCounted() throws RocksDBException {
    IllegalStateException mine = new IllegalStateException("mine");
    Failing failing = new Failing(mine);
    Policy policy = Policy.unbounded();
    LwwMergeFunction function = new LwwMergeFunction(policy, RecordWeight.MOST);
    try (LwwMergeOperator operator = LwwMergeOperator.around(policy, function, failing);
        Options options =
            new Options().setCreateIfMissing(true).setMergeOperator(operator.handle());
        RocksDB db = RocksDB.open(options, directory.toString())) {
      db.merge(KEY, Operations.add(member("a"), 1));
      for (int i = 0; i < 5; i++) {
        failing.throwing = i >= 3;
        assertThrows(RocksDBException.class, () -> db.get(KEY));
      }
      assertEquals(5, operator.failures());
      assertEquals(5, operator.metrics().failures());
      assertSame(mine, operator.lastFailure());
    }
  }

  /** Declines, or throws. */
  private static final class Failing implements MergeFunction {
    private final RuntimeException failure;
    private boolean throwing;

    Failing(RuntimeException failure) {
      this.failure = failure;
    }

    @Override
    public String name() {
      return Policy.unbounded().operatorName();
    }

    @Override
    public boolean fullMerge(MergeInput in, MergeOutput out) {
      if (throwing) {
        throw failure;
      }
      return false;
    }
  }

  @Test
  @SuppressWarnings("NullAway") // on purpose
  void create_ofNull_isRefused() {
    assertThrows(NullPointerException.class, () -> LwwMergeOperator.create(null));
  }

  private static byte[] member(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
