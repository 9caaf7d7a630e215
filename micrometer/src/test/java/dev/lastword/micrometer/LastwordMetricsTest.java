// SPDX-License-Identifier: Apache-2.0
package dev.lastword.micrometer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.LwwStore;
import dev.lastword.Progress;
import dev.lastword.merge.Policy;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

/** Every meter, on a store whose figures are known. */
final class LastwordMetricsTest {
  @TempDir Path dir;

  private final MeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void counters_ofAScriptedRun_areTheStores() throws RocksDBException {
    try (LwwStore store = open("a")) {
      fill(store);
      store.select("anna", 0, 5);
      assertEquals(1, merges("page"));
      assertEquals(5, counter("lastword.merge.operands", "kind", "page"));
      assertEquals(1, counter("lastword.merges.by.operands", "kind", "page", "operands", "5-8"));
      assertEquals(0, counter("lastword.merges.by.operands", "kind", "page", "operands", "3-4"));
      double anna = Objects.requireNonNull(store.record(utf8("anna"))).length;
      assertEquals(1, merges("read"));
      assertEquals(anna, bytesOut("read"));
      assertEquals(0, counter("lastword.refused"), "a read keeps nothing");
      assertEquals(0, merges("full") + merges("partial"));

      double bert = Objects.requireNonNull(store.record(utf8("bert"))).length;
      store.compact(); // anna's five operands are joined, then made a record; bert's only that
      assertEquals(1, merges("partial"));
      assertEquals(5, counter("lastword.merge.operands", "kind", "partial"));
      assertEquals(anna, bytesOut("partial"));
      assertEquals(2, merges("full"));
      assertEquals(2, counter("lastword.merges.by.operands", "kind", "full", "operands", "1"));
      assertEquals(anna + bert, bytesOut("full"));
      assertTrue(timer("full").totalTime(TimeUnit.NANOSECONDS) > 0);
      assertEquals(1, counter("lastword.refused"));
      assertEquals(0, counter("lastword.merge.failures"));
    }
  }

  @Test
  void quarantined_byMergesAndReads_isCountedApart() throws RocksDBException {
    try (LwwStore store = open("a")) {
      fill(store);
      store.rocksdb().merge(store.columnFamily(), utf8("bert"), new byte[] {77});
      store.compact();
      assertEquals(1, counter("lastword.quarantined", "by", "merge"));
      assertEquals(0, counter("lastword.quarantined", "by", "read"));
      store.size("bert");
      store.size("bert");
      assertEquals(1, counter("lastword.quarantined", "by", "merge"));
      assertEquals(2, counter("lastword.quarantined", "by", "read"));
    }
  }

  @Test
  void gauges_ofSets_areThoseOfTheLastSurvey() {
    try (LwwStore store = open("a")) {
      fill(store);
      assertEquals(Double.NaN, gauge("lastword.sets"));
      store.survey(Progress.NONE);
      assertEquals(2, gauge("lastword.sets"));
      assertEquals(2, gauge("lastword.members"));
      assertEquals(4, gauge("lastword.entries"), "y has two");
      assertEquals(1, gauge("lastword.tombstones"));
      assertEquals(1.0 / 3, gauge("lastword.tombstone.share"));
      assertEquals(0, gauge("lastword.sets.unreadable"));
      assertEquals(0, gauge("lastword.sets.quarantined"));
      assertEquals(30, gauge("lastword.horizon.age", "percentile", "max"));
      assertEquals(1, gauge("lastword.pending.operands", "percentile", "p50"));
      assertEquals(5, gauge("lastword.pending.operands", "percentile", "max"));
      assertTrue(gauge("lastword.survey.age") >= 0 && gauge("lastword.survey.duration") >= 0);
      store.add("carl", "x", 1);
      assertEquals(2, gauge("lastword.sets"), "until the next survey");
    }
  }

  @Test
  void meters_ofAClosedStore_keepCountersAndLoseGauges() {
    LwwStore store = open("a");
    fill(store);
    store.compact();
    assertTrue(gauge("lastword.rocksdb.memtables.size") > 0);
    store.close();
    assertEquals(1, counter("lastword.refused"));
    assertEquals(Double.NaN, gauge("lastword.rocksdb.memtables.size"));
  }

  @Test
  void meters_ofAStoreOpenedAgain_areItsOwn() {
    LwwStore first = LwwStore.open(dir.resolve("a"), Policy.forget());
    LastwordMetrics metrics = new LastwordMetrics(first, Tags.of("store", "a"));
    metrics.bindTo(registry);
    fill(first);
    first.compact();
    assertEquals(1, counter("lastword.refused"));
    first.close();
    metrics.close();
    assertEquals(List.of(), registry.getMeters());
    metrics.close();
    try (LwwStore again = open("a")) {
      assertEquals(0, counter("lastword.refused"));
      assertEquals(2, again.stats().estimatedKeys());
      assertEquals(2, gauge("lastword.rocksdb.keys"));
    }
  }

  /** A registry hands out the meters it has: they are not the second binding's to remove. */
  @Test
  void close_ofMetricsThatFoundTheirMetersTaken_leavesThem() {
    try (LwwStore store = open("a");
        LwwStore other = LwwStore.open(dir.resolve("b"), Policy.forget())) {
      int meters = registry.getMeters().size();
      LastwordMetrics second = new LastwordMetrics(other, Tags.of("store", "a"));
      second.bindTo(registry);
      second.close();
      assertEquals(meters, registry.getMeters().size());
      assertEquals((double) store.stats().estimatedKeys(), gauge("lastword.rocksdb.keys"));
    }
  }

  @Test
  void meters_ofTwoStores_areApartByTheirTags() {
    try (LwwStore a = open("a");
        LwwStore b = open("b")) {
      fill(a);
      a.compact();
      b.compact();
      assertEquals(1, counter("lastword.refused", "store", "a"));
      assertEquals(0, counter("lastword.refused", "store", "b"));
    }
  }

  @Test
  void prometheus_ofAStore_takesEveryMeter() {
    PrometheusMeterRegistry scraped = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (LwwStore store = LwwStore.open(dir.resolve("p"), Policy.forget())) {
      new LastwordMetrics(store).bindTo(scraped);
      fill(store);
      store.compact();
      store.survey(Progress.NONE);
      String text = scraped.scrape();
      assertTrue(text.contains("lastword_refused_operations_total 1.0"), text);
      assertTrue(text.contains("lastword_merges_seconds_count{kind=\"full\"}"), text);
      assertTrue(text.contains("lastword_tombstone_share 0.333"), text);
      assertTrue(text.contains("lastword_rocksdb_background_errors 0.0"), text);
    }
  }

  @Test
  void operationsGuide_namesEveryMeter() throws IOException {
    String guide = Files.readString(Path.of("..", "docs", "operations.md"));
    try (LwwStore store = open("a")) {
      assertEquals(0, store.metrics().merges().failures());
    }
    Set<String> missing = new TreeSet<>();
    for (Meter meter : registry.getMeters()) {
      if (!guide.contains("`" + meter.getId().getName() + "`")) {
        missing.add(meter.getId().getName());
      }
    }
    assertEquals(Set.of(), missing);
  }

  private LwwStore open(String name) {
    LwwStore store = LwwStore.open(dir.resolve(name), Policy.forget());
    new LastwordMetrics(store, Tags.of("store", name)).bindTo(registry);
    return store;
  }

  /** Two sets: one with a member, a tombstone and a horizon, which refuses one add; one plain. */
  private static void fill(LwwStore store) {
    store.add("anna", "x", 130);
    store.forget("anna", 100);
    store.add("anna", "late", 90);
    store.add("anna", "y", 110);
    store.delete("anna", "y", 120);
    store.add("bert", "z", 1);
  }

  private FunctionTimer timer(String kind) {
    return registry.get("lastword.merges").tag("kind", kind).functionTimer();
  }

  private double merges(String kind) {
    return timer(kind).count();
  }

  private double bytesOut(String kind) {
    return counter("lastword.merge.bytes", "kind", kind, "direction", "out");
  }

  private double counter(String name, String... tags) {
    return registry.get(name).tags(tags).functionCounter().count();
  }

  private double gauge(String name, String... tags) {
    return registry.get(name).tags(tags).gauge().value();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
