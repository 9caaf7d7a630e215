// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static dev.lastword.TestStores.utf8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.merge.Policy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rocksdb.RocksDBException;

/** A malformed operand stops nothing, loses nothing, harms no other key, and is reported. */
final class StorePoisonTest {
  private static final byte[] KEY = utf8("poisoned");
  private static final byte[] MALFORMED = utf8("no record");
  private static final int OPERATIONS = 4;

  private final List<String> reported = new ArrayList<>();

  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource({
    "false, 0, MEMTABLE",
    "false, 2, MEMTABLE",
    "false, 4, MEMTABLE",
    "true, 2, MEMTABLE",
    "false, 0, FLUSHED",
    "false, 2, FLUSHED",
    "false, 4, FLUSHED",
    "true, 2, FLUSHED",
    "false, 0, EACH_FLUSHED",
    "false, 2, EACH_FLUSHED",
    "true, 4, EACH_FLUSHED",
    "false, 0, COMPACTED",
    "false, 2, COMPACTED",
    "false, 4, COMPACTED",
    "true, 0, COMPACTED",
    "false, 0, REOPENED",
    "false, 2, REOPENED",
    "false, 4, REOPENED",
    "true, 4, REOPENED",
  })
  void malformedOperand_anywhere_isSetAsideAndReported(boolean overValue, int position, Stage stage)
      throws RocksDBException {
    LwwStore store = open();
    if (overValue) {
      store.add(KEY, utf8("base"), 1);
      store.compact();
    }
    for (int i = 0; i <= OPERATIONS; i++) {
      if (i == position) {
        store.rocksdb().merge(store.columnFamily(), KEY, MALFORMED);
      }
      if (i < OPERATIONS) {
        store.add(KEY, utf8("m" + i), 10 + i);
      }
      if (stage == Stage.EACH_FLUSHED) {
        store.flush();
      }
    }
    store.add("sound", "a", 1);
    store = bring(store, stage);
    checkReads(store, OPERATIONS + (overValue ? 1 : 0));
    checkReports(store);
    store.add(KEY, utf8("later"), 99);
    store.compact();
    store.close();
    try (LwwStore again = open()) {
      checkReads(again, OPERATIONS + (overValue ? 2 : 1));
      checkReports(again);
    }
  }

  @Test
  void malformedOperand_alone_givesAnEmptySetThatReportsIt() throws RocksDBException {
    try (LwwStore store = open()) {
      store.rocksdb().merge(store.columnFamily(), KEY, MALFORMED);
      assertEquals(0, store.size(KEY));
      assertEquals(List.of("poisoned 1 " + MALFORMED.length), reported);
      store.compact();
      assertEquals(0, store.size(KEY));
      assertEquals(2, reported.size());
      try (RecordIterator records = store.records(KEY)) {
        assertEquals(1, records.next().state().quarantined().size());
      }
      assertEquals(3, reported.size());
      checkReports(store);
    }
  }

  /** A large set's page is read from its head, and what is in quarantine stands at the end. */
  @Test
  void malformedOperand_ofALargeSet_isReportedByAPageOfTheHead() throws RocksDBException {
    try (LwwStore store = open()) {
      try (LwwBatch batch = store.batch()) {
        for (int i = 0; i < 5_000; i++) {
          batch.add("poisoned", "member" + i, i);
        }
        batch.write();
      }
      store.rocksdb().merge(store.columnFamily(), KEY, MALFORMED);
      store.compact();
      assertEquals(3, store.select(KEY, 0, 3).size());
      assertEquals(1, reported.size());
      assertEquals(5_000, store.size(KEY));
      assertEquals(2, reported.size());
      assertEquals(1, store.timeline(List.of(KEY), null, 1).size());
      assertEquals(3, reported.size());
    }
  }

  @Test
  void malformedValue_isRefusedByReadsUntilAMergeSetsItAside() throws RocksDBException {
    try (LwwStore store = open()) {
      store.add("sound", "a", 1);
      store.rocksdb().put(store.columnFamily(), KEY, MALFORMED);
      for (int i = 0; i < 2; i++) {
        CorruptRecordException refused =
            assertThrows(CorruptRecordException.class, () -> store.select(KEY, 0, 1));
        assertArrayEquals(KEY, refused.key());
        assertThrows(CorruptRecordException.class, () -> store.size(KEY));
        assertThrows(CorruptRecordException.class, () -> store.contains(KEY, KEY));
        assertThrows(CorruptRecordException.class, () -> store.record(KEY));
        assertThrows(
            CorruptRecordException.class,
            () -> store.timeline(List.of(utf8("sound"), KEY), null, 9));
        List<Finding> findings = new ArrayList<>();
        assertEquals(new VerifyReport(2, 1, 0, 0), store.verify(findings::add, Progress.NONE));
        assertEquals(Finding.Kind.DAMAGED, findings.getFirst().kind());
        assertEquals(1, store.summarize(summary -> {}));
        assertEquals(new SweepReport(2, 0, 1), store.sweep(Progress.NONE));
        assertEquals(1, store.size("sound"));
        store.flush();
      }
      store.add(KEY, utf8("b"), 2);
      assertEquals(1, store.size(KEY));
      checkReports(store);
      assertArrayEquals(MALFORMED, quarantined(store));
    }
  }

  @Test
  void defaultListener_warnsOncePerKey() throws RocksDBException {
    List<String> lines = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            lines.add(new java.util.logging.SimpleFormatter().formatMessage(line));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger("dev.lastword");
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
    try (LwwStore store = LwwStore.open(dir, Policy.forget())) {
      store.rocksdb().merge(store.columnFamily(), KEY, MALFORMED);
      store.size(KEY);
      store.size(KEY);
    } finally {
      logger.removeHandler(handler);
      logger.setUseParentHandlers(true);
    }
    assertEquals(1, lines.size(), lines::toString);
    assertTrue(lines.getFirst().contains("key=poisoned"), lines::toString);
  }

  @Test
  void listener_throwing_failsTheRead() throws RocksDBException {
    try (LwwStore store =
        LwwStore.builder(dir)
            .policy(Policy.forget())
            .onQuarantine((key, chunks, bytes) -> {
              throw new LastwordException("strict");
            })
            .open()) {
      store.rocksdb().merge(store.columnFamily(), KEY, MALFORMED);
      assertThrows(LastwordException.class, () -> store.size(KEY));
      assertEquals(0, store.size("other"));
    }
  }

  enum Stage {
    MEMTABLE,
    FLUSHED,
    EACH_FLUSHED,
    COMPACTED,
    REOPENED
  }

  private LwwStore open() {
    return LwwStore.builder(dir)
        .policy(Policy.forget())
        .onQuarantine((key, chunks, bytes) ->
            reported.add(new Entry(key, 0).memberText() + " " + chunks + " " + bytes))
        .open();
  }

  private LwwStore bring(LwwStore store, Stage stage) {
    switch (stage) {
      case FLUSHED -> store.flush();
      case COMPACTED -> store.compact();
      case REOPENED -> {
        store.close();
        return open();
      }
      default -> {}
    }
    return store;
  }

  private void checkReads(LwwStore store, int members) {
    reported.clear();
    assertEquals(1, store.size("sound"));
    assertTrue(store.contains("sound", "a").isPresent());
    assertEquals(List.of(), reported, "other keys notice nothing");
    assertEquals(members, store.select(KEY, 0, 100).size());
    assertTrue(store.contains(KEY, utf8("m3")).isPresent());
    assertEquals(members, store.size(KEY));
    assertEquals(members + 1, store.timeline(List.of(KEY, utf8("sound")), null, 99).size());
    String report = "poisoned 1 " + MALFORMED.length;
    assertEquals(List.of(report, report, report, report), reported);
    assertArrayEquals(MALFORMED, quarantined(store));
  }

  private static void checkReports(LwwStore store) {
    List<Finding> findings = new ArrayList<>();
    VerifyReport report = store.verify(findings::add, Progress.NONE);
    assertEquals(1, report.quarantined());
    assertEquals(0, report.damaged());
    assertEquals(Finding.Kind.QUARANTINED, findings.getFirst().kind());
    assertArrayEquals(KEY, findings.getFirst().key());
    assertTrue(store.quarantined() > 0);
    assertEquals(store.quarantined(), store.stats().quarantined());
    assertEquals(0, store.stats().backgroundErrors());
  }

  private static byte[] quarantined(LwwStore store) {
    return SetState.decode(Objects.requireNonNull(store.record(KEY))).quarantined().getFirst();
  }
}
