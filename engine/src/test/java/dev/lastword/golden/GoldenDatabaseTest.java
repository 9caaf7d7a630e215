// SPDX-License-Identifier: Apache-2.0
package dev.lastword.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.Finding;
import dev.lastword.LwwStore;
import dev.lastword.PendingRecord;
import dev.lastword.Progress;
import dev.lastword.RecordIterator;
import dev.lastword.StoreBuilder;
import dev.lastword.StoredRecord;
import dev.lastword.VerifyReport;
import dev.lastword.golden.GoldenDatabase.Expected;
import dev.lastword.merge.KernelStateMachine;
import dev.lastword.model.Bytes;
import dev.lastword.model.ModelState;
import dev.lastword.model.Position;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rocksdb.RocksDBException;
import org.rocksdb.TableProperties;

/** A database of the first release opens, and holds what it held. */
final class GoldenDatabaseTest {
  @TempDir private Path temp;

  enum How {
    WRITING,
    READ_ONLY,
    SECONDARY
  }

  @ParameterizedTest
  @EnumSource(How.class)
  void contents_openedInEveryWay_areThoseExpected(How how) throws IOException {
    try (LwwStore store = open(how)) {
      assertEquals(History.POLICY, store.policy(), "the policy is remembered");
      checkContents(store);
      checkVerify(store);
    }
  }

  @Test
  void contents_afterSweepAndCompaction_areTheSame() throws IOException {
    try (LwwStore store = open(How.WRITING)) {
      store.sweep(Progress.NONE);
      store.compact();
      checkContents(store);
      checkVerify(store);
      for (Bytes key : GoldenDatabase.expected().keySet()) {
        assertEquals(0, pending(store, key).operands().size(), key::toString);
      }
    }
    try (LwwStore store = LwwStore.builder(temp).onQuarantine((key, chunks, bytes) -> {}).open()) {
      checkContents(store);
    }
  }

  @Test
  void contents_mergedFurther_areWhatTheModelSays() throws IOException, RocksDBException {
    try (LwwStore store = open(How.WRITING);
        KernelStateMachine machine = new KernelStateMachine()) {
      History.write(store, History.PARTS);
      store.compact();
      NavigableMap<Bytes, ModelState> states = new TreeMap<>();
      try (RecordIterator records = store.records(new byte[0])) {
        records.forEachRemaining(
            each -> states.put(Bytes.of(each.key()), machine.decode(each.record())));
      }
      assertEquals(History.sets(History.PARTS + 1), states);
    }
  }

  /** So that the other tests read what they are meant to read. */
  @Test
  void files_asCommitted_holdValuesAndOperandsInFilesAndLog() throws Exception {
    long logBytes = 0;
    for (Path file : GoldenDatabase.files()) {
      logBytes += file.toString().endsWith(".log") ? Files.size(file) : 0;
    }
    assertTrue(logBytes > 4_000, "writes in the log: " + logBytes + " bytes");
    try (LwwStore store = open(How.READ_ONLY)) {
      assertEquals(2, store.stats().filesAtLevel0());
      PendingRecord pending = pending(store, Bytes.utf8("set-11"));
      assertTrue(Objects.requireNonNull(pending.base()).length > 0, "a plain value");
      assertTrue(pending.operands().size() > 10, "and operands over it");
      for (TableProperties table : store.rocksdb().getPropertiesOfAllTables().values()) {
        assertEquals(History.OPERATOR, table.getMergeOperatorName());
      }
    }
    NavigableMap<Bytes, Expected> expected = GoldenDatabase.expected();
    assertTrue(expected.values().stream().anyMatch(set -> set.state().horizon() != null));
    assertTrue(expected.values().stream().anyMatch(set -> !set.state().deletes().isEmpty()));
    assertTrue(expected.values().stream().anyMatch(set -> !set.state().quarantine().isEmpty()));
  }

  @Test
  void files_asCommitted_tellNothingOfAMachine() throws IOException {
    for (Path file : GoldenDatabase.files()) {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      for (String path : List.of("/tmp", "/home", "/root", "/work", "/Users", "/var")) {
        assertFalse(text.contains(path), file + " holds " + path);
      }
    }
  }

  private LwwStore open(How how) throws IOException {
    StoreBuilder builder = LwwStore.builder(GoldenDatabase.copyTo(temp));
    builder.onQuarantine((key, chunks, bytes) -> {});
    return switch (how) {
      case WRITING -> builder.open();
      case READ_ONLY -> builder.readOnly(true).open();
      case SECONDARY -> builder.asSecondary(temp.resolve("secondary")).open();
    };
  }

  private static void checkContents(LwwStore store) throws IOException {
    NavigableMap<Bytes, Expected> expected = GoldenDatabase.expected();
    NavigableMap<Bytes, Expected> found = new TreeMap<>();
    try (RecordIterator records = store.records(new byte[0]);
        KernelStateMachine machine = new KernelStateMachine()) {
      while (records.hasNext()) {
        StoredRecord next = records.next();
        found.put(
            Bytes.of(next.key()),
            new Expected(Bytes.of(next.record()), machine.decode(next.record())));
      }
    }
    assertEquals(expected, found);
    expected.forEach((key, set) -> checkReads(store, key.array(), set));
  }

  private static void checkReads(LwwStore store, byte[] key, Expected set) {
    assertArrayEquals(set.record().array(), store.record(key));
    List<Position> page =
        store.select(key, 0, Integer.MAX_VALUE).stream()
            .map(entry -> new Position(entry.stamp(), Bytes.of(entry.member())))
            .toList();
    assertEquals(set.state().visible(), page);
  }

  private static void checkVerify(LwwStore store) throws IOException {
    List<Finding> findings = new ArrayList<>();
    int sets = GoldenDatabase.expected().size();
    assertEquals(new VerifyReport(sets, 0, 1, 0), store.verify(findings::add, Progress.NONE));
    assertArrayEquals(Bytes.utf8("later version").array(), findings.getFirst().key());
  }

  private static PendingRecord pending(LwwStore store, Bytes key) {
    return Objects.requireNonNull(store.pending(key.array()));
  }
}
