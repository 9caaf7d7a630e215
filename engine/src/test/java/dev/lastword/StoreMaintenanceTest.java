// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static dev.lastword.TestStores.utf8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.merge.Policy;
import dev.lastword.record.Operations;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

/** What looks after a store as a whole. */
final class StoreMaintenanceTest {
  @TempDir Path temp;

  @Test
  void pending_operandsOverABaseValue_areShownOneByOne() throws RocksDBException {
    byte[] key = utf8("key");
    try (LwwStore store = LwwStore.open(temp.resolve("db"), Policy.forget())) {
      assertNull(store.pending(key));
      store.add(key, utf8("a"), 1);
      store.compact();
      byte[] base = store.record(key);
      PendingRecord collapsed = Objects.requireNonNull(store.pending(key));
      assertArrayEquals(base, collapsed.base());
      assertEquals(0, collapsed.operands().size());
      store.delete(key, utf8("a"), 2);
      store.rocksdb().merge(store.columnFamily(), key, new byte[0]);
      store.rocksdb().merge(store.columnFamily(), key, utf8("malformed"));
      PendingRecord pending = Objects.requireNonNull(store.pending(key));
      assertArrayEquals(base, pending.base());
      assertEquals(3, pending.operands().size());
      assertArrayEquals(Operations.delete(utf8("a"), 2), pending.operands().get(0));
      assertArrayEquals(new byte[0], pending.operands().get(1));
      assertArrayEquals(utf8("malformed"), pending.operands().get(2));
      assertEquals(0, store.size(key), "looking changed nothing");
    }
  }

  @Test
  void pending_withoutABaseValue_saysSo() {
    byte[] key = utf8("key");
    try (LwwStore store = LwwStore.open(temp.resolve("db"), Policy.forget())) {
      store.add(key, utf8("a"), 1);
      PendingRecord pending = Objects.requireNonNull(store.pending(key));
      assertNull(pending.base());
      assertEquals(1, pending.operands().size());
    }
  }

  @Test
  void compact_ofPendingOperands_leavesOnePlainValueAKey() {
    try (LwwStore store = TestStores.open(temp.resolve("db"), Policy.forget().maxAdds(10))) {
      for (int i = 0; i < 4_000; i++) {
        store.add("key" + i % 20, "m" + i, i);
      }
      store.compact();
      for (int i = 0; i < 20; i++) {
        PendingRecord pending = Objects.requireNonNull(store.pending(utf8("key" + i)));
        assertEquals(0, pending.operands().size());
        assertEquals(10, SetState.decode(Objects.requireNonNull(pending.base())).adds().size());
      }
    }
  }

  @Test
  void sweep_afterAPolicyChange_cutsColdRecordsOnDisk() {
    Path dir = temp.resolve("db");
    try (LwwStore store = LwwStore.open(dir, Policy.forget())) {
      try (LwwBatch batch = store.batch()) {
        for (int i = 0; i < 30_000; i++) {
          batch.add("key" + i % 3_000, "member" + i, i);
        }
        batch.write();
      }
      store.compact();
    }
    List<Long> progress = new ArrayList<>();
    try (LwwStore store =
        LwwStore.builder(dir)
            .policy(Policy.forget().maxAdds(2))
            .onPolicyChange(PolicyChange.ADOPT)
            .open()) {
      long before = store.stats().fileBytes();
      SweepReport report = store.sweep((done, estimate) -> progress.add(done));
      assertEquals(new SweepReport(3_000, 3_000, 0), report);
      assertEquals(3_000, progress.getLast());
      store.compact();
      assertTrue(store.stats().fileBytes() < before / 2, "the space is given back");
      PendingRecord swept = Objects.requireNonNull(store.pending(utf8("key7")));
      assertEquals(2, SetState.decode(Objects.requireNonNull(swept.base())).adds().size());
    }
  }

  @Test
  void sweep_closedFromItsProgress_throwsIllegalState() {
    Path dir = temp.resolve("db");
    try (LwwStore store = LwwStore.open(dir, Policy.forget());
        LwwBatch batch = store.batch()) {
      for (int i = 0; i < 10_000; i++) {
        batch.add("key" + i % 5_000, "member" + i, i);
      }
      batch.write();
      store.compact();
    }
    StoreBuilder builder =
        LwwStore.builder(dir).policy(Policy.forget().maxAdds(1)).onPolicyChange(PolicyChange.ADOPT);
    for (int at : List.of(4_096, 5_000)) {
      LwwStore store = builder.open();
      Progress closing =
          (done, estimate) -> {
            if (done >= at) {
              store.close();
            }
          };
      assertThrows(IllegalStateException.class, () -> store.sweep(closing), "closed at " + at);
    }
    try (LwwStore store = builder.open()) {
      assertEquals(1, store.size("key7"), "what was not swept is cut by the read");
    }
  }

  @Test
  void summarize_tellsWhatSetsHold() {
    List<SetSummary> summaries = new ArrayList<>();
    try (LwwStore store = LwwStore.open(temp.resolve("db"), Policy.forget())) {
      store.add("a", "m1", 1);
      store.add("a", "m2", 2);
      store.add("a", "m3", 3);
      store.delete("a", "m1", 4);
      store.delete("a", "m4", 5);
      store.delete("a", "m3", 1);
      store.forget("b", 9);
      assertEquals(0, store.summarize(summaries::add));
    }
    SetSummary first = summaries.getFirst();
    assertArrayEquals(utf8("a"), first.key());
    assertEquals(2, first.visible());
    assertEquals(3, first.adds());
    assertEquals(3, first.deletes());
    assertEquals(2, first.tombstones());
    assertTrue(first.recordBytes() > 0);
    assertEquals(0, summaries.getLast().adds());
  }

  @Test
  void stats_withoutABlockCache_sayThatItTakesNothing() {
    try (LwwStore store =
        LwwStore.builder(temp.resolve("db"))
            .policy(Policy.forget())
            .tableConfig(table -> table.setBlockCache(null).setNoBlockCache(true))
            .open()) {
      assertEquals(0, store.stats().blockCacheBytes());
    }
  }

  @Test
  void stats_followWhatTheStoreHolds() {
    try (LwwStore store = LwwStore.open(temp.resolve("db"), Policy.forget())) {
      for (int i = 0; i < 100; i++) {
        store.add("key" + i, "m", i);
      }
      StoreStats written = store.stats();
      assertEquals(100, written.estimatedKeys());
      assertEquals(0, written.fileBytes());
      assertTrue(written.memtableBytes() > 0);
      store.flush();
      StoreStats flushed = store.stats();
      assertEquals(1, flushed.filesAtLevel0());
      assertTrue(flushed.fileBytes() > 0);
      assertEquals(0, flushed.quarantined());
    }
  }

  @Test
  void verify_ofADamagedFile_reportsIt() throws Exception {
    Path dir = temp.resolve("db");
    try (LwwStore store = LwwStore.open(dir, Policy.forget())) {
      for (int i = 0; i < 5_000; i++) {
        store.add("key" + i, "member" + i, i);
      }
      store.flush();
      assertTrue(store.verify(finding -> {}, Progress.NONE).isClean());
    }
    damage(dir);
    List<Finding> findings = new ArrayList<>();
    try (LwwStore store = LwwStore.open(dir)) {
      VerifyReport report = store.verify(findings::add, Progress.NONE);
      assertFalse(report.isClean());
      assertEquals(2, report.storageErrors(), "the checksum, and the pass that met it");
      assertEquals(Finding.Kind.STORAGE, findings.getFirst().kind());
      assertThrows(StorageException.class, () -> store.size("key1"));
    }
  }

  @Test
  void reopen_withoutFlush_losesNothing() {
    Path dir = temp.resolve("db");
    for (int i = 0; i < 5; i++) {
      try (LwwStore store = LwwStore.open(dir, Policy.forget())) {
        store.add("key", "m" + i, i);
      }
    }
    try (LwwStore store = LwwStore.open(dir)) {
      assertEquals(5, store.size("key"));
    }
  }

  @Test
  void writes_ofTwoThreads_areAllThere() throws InterruptedException {
    try (LwwStore store = TestStores.open(temp.resolve("db"), Policy.forget())) {
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < 2; t++) {
        int number = t;
        threads.add(
            Thread.ofPlatform()
                .start(() -> {
                  for (int i = 0; i < 5_000; i++) {
                    store.add("key" + i % 10, number + "-" + i, i);
                  }
                }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      for (int i = 0; i < 10; i++) {
        assertEquals(1_000, store.size("key" + i));
      }
    }
  }

  @Test
  void reads_ofAThousandVirtualThreads_answerTheSame() throws InterruptedException {
    try (LwwStore store = TestStores.open(temp.resolve("db"), Policy.forget())) {
      for (int i = 0; i < 300; i++) {
        store.add("key", "member" + i, i);
      }
      List<Entry> expected = store.select("key", 0, 100);
      AtomicInteger same = new AtomicInteger();
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < 1_000; t++) {
        threads.add(
            Thread.startVirtualThread(() -> {
              if (store.select("key", 0, 100).equals(expected)) {
                same.incrementAndGet();
              }
            }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertEquals(1_000, same.get());
    }
  }

  @Test
  void snapshots_closedOrOfATimeline_areReleased() throws RocksDBException {
    try (LwwStore store = LwwStore.open(temp.resolve("db"), Policy.forget())) {
      store.add("key", "a", 1);
      LwwSnapshot snapshot = store.snapshot();
      assertEquals("1", store.rocksdb().getProperty("rocksdb.num-snapshots"));
      assertEquals(1, snapshot.timelineOf(List.of("key"), null, 9).size());
      assertEquals(1, store.timelineOf(List.of("key"), null, 9).size());
      snapshot.close();
      assertEquals("0", store.rocksdb().getProperty("rocksdb.num-snapshots"));
    }
  }

  /** Turns bytes in the middle of the first data block of the only table file. */
  private static void damage(Path dir) throws Exception {
    try (Stream<Path> files = Files.list(dir)) {
      Path table = files.filter(file -> file.toString().endsWith(".sst")).findFirst().orElseThrow();
      try (FileChannel channel = FileChannel.open(table, StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.wrap(utf8("damaged!")), 500);
      }
    }
  }
}
