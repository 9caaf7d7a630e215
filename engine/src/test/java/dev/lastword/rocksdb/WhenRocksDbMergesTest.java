// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompactRangeOptions.BottommostLevelCompaction;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** When RocksDB calls a merge operator, as docs/embedding.md tells it. */
final class WhenRocksDbMergesTest {
  private static final byte[] KEY = {1};
  private static final byte[] ONE = Numbers.bytes(1);

  @TempDir private Path directory;
  private final AtomicInteger fulls = new AtomicInteger();
  private final AtomicInteger partials = new AtomicInteger();
  private final JavaMergeOperator operator =
      JavaMergeOperator.create(
          new Scripted(
              (in, out) -> {
                fulls.incrementAndGet();
                return new Counter().fullMerge(in, out);
              },
              (in, out) -> {
                partials.incrementAndGet();
                return new Counter().partialMerge(in, out);
              }));
  private Options options;
  private RocksDB db;

  @BeforeEach
  void open() throws RocksDBException {
    options = new Options().setCreateIfMissing(true).setMergeOperator(operator.handle());
    db = RocksDB.open(options, directory.toString());
  }

  @AfterEach
  void close() {
    db.close();
    options.close();
  }

  private void flush() throws RocksDBException {
    try (FlushOptions wait = new FlushOptions().setWaitForFlush(true)) {
      db.flush(wait);
    }
  }

  private void assertMerges(int full, int partial) {
    assertEquals(full, fulls.getAndSet(0), "full merges");
    assertEquals(partial, partials.getAndSet(0), "partial merges");
  }

  @Test
  void get_ofPendingOperands_mergesEachTime() throws RocksDBException {
    db.merge(KEY, ONE);
    db.merge(KEY, ONE);
    assertMerges(0, 0);
    db.get(KEY);
    db.get(KEY);
    assertMerges(2, 0);
  }

  @Test
  void flush_ofTwoOperands_mergesThemPartially() throws RocksDBException {
    db.merge(KEY, ONE);
    db.merge(KEY, ONE);
    flush();
    assertMerges(0, 1);
  }

  @Test
  void flush_ofALoneOperand_leavesIt() throws RocksDBException {
    db.merge(KEY, ONE);
    flush();
    assertMerges(0, 0);
  }

  @Test
  void flush_overAValue_mergesFullyAndNeverAgain() throws RocksDBException {
    db.put(KEY, ONE);
    db.merge(KEY, ONE);
    flush();
    assertMerges(1, 0);
    db.get(KEY);
    compactByForce();
    assertMerges(0, 0);
  }

  @Test
  void compactRange_ofFilesThatDoNotOverlap_movesThemUnmerged() throws RocksDBException {
    db.put(KEY, ONE);
    flush();
    db.merge(KEY, ONE);
    db.compactRange();
    assertMerges(0, 0);
    compactByForce();
    assertMerges(1, 0);
    assertEquals(2, Numbers.number(db.get(KEY)));
    assertMerges(0, 0);
  }

  private void compactByForce() throws RocksDBException {
    try (CompactRangeOptions force =
        new CompactRangeOptions().setBottommostLevelCompaction(BottommostLevelCompaction.kForce)) {
      db.compactRange(null, null, null, force);
    }
  }
}
