// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static dev.lastword.TestStores.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.merge.MergeMetrics;
import dev.lastword.merge.OperandHistogram;
import dev.lastword.merge.Policy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

/** What a store counts, on a run whose every merge is known. */
final class StoreMetricsTest {
  private static final byte[] KEY = utf8("key");

  @TempDir Path dir;

  @Test
  void metrics_ofAScriptedRun_areExact() {
    Policy own = Policy.forget().maxAdds(7_001); // no operator of a test before, so all are timed
    try (LwwStore store = LwwStore.open(dir, own)) {
      assertEquals(0, merges(store).full().merges());
      for (int i = 0; i < 10; i++) {
        store.add(KEY, utf8("member" + i), i);
      }
      assertEquals(0, merges(store).full().merges(), "a write merges nothing");

      store.select(KEY, 0, 5);
      assertEquals(1, merges(store).pageReads().merges());
      assertEquals(10, merges(store).pageReads().operands());
      assertEquals(1, merges(store).pageReads().operandsPerMerge().count(4), "9 to 16");
      assertEquals(0, merges(store).full().merges());

      store.size(KEY);
      byte[] record = Objects.requireNonNull(store.record(KEY));
      assertEquals(2, merges(store).recordReads().merges());
      assertEquals(2L * record.length, merges(store).recordReads().bytesOut());
      assertEquals(0, merges(store).full().merges());

      store.flush();
      store.compact();
      MergeMetrics compacted = merges(store);
      assertEquals(1, compacted.partial().merges());
      assertEquals(10, compacted.partial().operands());
      assertEquals(1, compacted.full().merges(), "the partial merge's result alone");
      assertEquals(1, compacted.full().operands());
      assertEquals(record.length, compacted.full().bytesOut());
      assertEquals(10L * (9 + 7), compacted.partial().bytesIn());
      assertTrue(compacted.full().nanos() > 0 && compacted.partial().nanos() > 0);

      store.select(KEY, 0, 5);
      store.size(KEY);
      assertEquals(compacted, merges(store), "a plain record is not merged");
    }
  }

  @Test
  void refused_belowTheHorizon_countsEachOperationOnce() {
    try (LwwStore store = LwwStore.open(dir, Policy.forget())) {
      store.add(KEY, utf8("kept"), 200);
      store.forget(KEY, 100);
      store.compact();
      assertEquals(0, merges(store).refused());
      for (int i = 0; i < 7; i++) {
        store.add(KEY, utf8("late" + i), 50 + i);
      }
      store.delete(KEY, utf8("late3"), 60);
      for (int i = 0; i < 5; i++) {
        store.add(KEY, utf8("timely" + i), 300 + i);
      }
      store.select(KEY, 0, 50);
      assertEquals(0, merges(store).refusedByReads(), "a page read has but the head");
      store.size(KEY);
      assertEquals(8, merges(store).refusedByReads());
      assertEquals(0, merges(store).refused(), "a read keeps nothing");
      store.compact();
      assertEquals(8, merges(store).refused());
      store.select(KEY, 0, 50);
      store.compact();
      assertEquals(6, store.size(KEY));
      assertEquals(8, merges(store).refused());
      assertEquals(8, merges(store).refusedByReads());
    }
  }

  @Test
  void truncation_byAThreshold_isNoRefusal() {
    try (LwwStore store = LwwStore.open(dir, Policy.forget().maxAdds(3))) {
      for (int i = 0; i < 10; i++) {
        store.add(KEY, utf8("m" + i), 10 + i);
      }
      store.compact();
      assertEquals(0, merges(store).refused());
      store.add(KEY, utf8("late"), 12);
      store.compact();
      assertEquals(1, merges(store).refused());
    }
  }

  @Test
  void quarantined_byAMerge_countsEachOperand() throws RocksDBException {
    try (LwwStore store = LwwStore.open(dir, Policy.forget())) {
      for (int i = 0; i < 4; i++) {
        store.rocksdb().merge(store.columnFamily(), KEY, new byte[] {77, (byte) i});
      }
      store.add(KEY, utf8("a"), 1);
      store.flush();
      store.compact();
      assertEquals(4, merges(store).quarantined());
      assertEquals(0, store.metrics().quarantineReads());
      store.size(KEY);
      assertEquals(4, merges(store).quarantined());
      assertEquals(4, store.metrics().quarantineReads());
      assertEquals(8, store.quarantined());
    }
  }

  @Test
  void metrics_ofAClosedStore_areItsLast() {
    LwwStore store = LwwStore.open(dir, Policy.forget());
    store.add(KEY, utf8("a"), 1);
    store.select(KEY, 0, 1);
    store.survey(Progress.NONE);
    StoreMetrics open = store.metrics();
    store.close();
    assertEquals(open, store.metrics());

    try (LwwStore again = LwwStore.open(dir)) { // with the same operator, from the pool
      assertEquals(0, merges(again).pageReads().merges());
      assertNull(again.metrics().lastSurvey());
      again.select(KEY, 0, 1);
      assertEquals(1, merges(again).pageReads().merges());
      assertEquals(open, store.metrics());
    }
  }

  @Test
  void metrics_ofReadersAtOnce_areExact() throws Exception {
    int readers = 12;
    int reads = 3_000;
    try (LwwStore store = LwwStore.open(dir, Policy.forget())) {
      for (int i = 0; i < 3; i++) {
        store.add(KEY, utf8("m" + i), i);
      }
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < readers; i++) {
        Thread.Builder builder = i % 2 == 0 ? Thread.ofVirtual() : Thread.ofPlatform();
        threads.add(
            builder.start(() -> {
              for (int n = 0; n < reads; n++) {
                store.select(KEY, 0, 2);
              }
            }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      MergeMetrics merges = merges(store);
      assertEquals((long) readers * reads, merges.pageReads().merges());
      assertEquals(3L * readers * reads, merges.pageReads().operands());
      OperandHistogram histogram = merges.pageReads().operandsPerMerge();
      assertEquals((long) readers * reads, histogram.count(2), "3 to 4");
    }
  }

  private static MergeMetrics merges(LwwStore store) {
    return store.metrics().merges();
  }
}
