// SPDX-License-Identifier: Apache-2.0
package dev.lastword.micrometer;

import dev.lastword.LwwStore;
import dev.lastword.StorageException;
import dev.lastword.StoreStats;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** Gauges of RocksDB that tell whether it keeps up. */
final class RocksMeters {
  private final MeterRegistry registry;
  private final LwwStore store;
  private final Tags tags;
  private final Consumer<Meter> bound;

  RocksMeters(MeterRegistry registry, LwwStore store, Tags tags, Consumer<Meter> bound) {
    this.registry = registry;
    this.store = store;
    this.tags = tags;
    this.bound = bound;
  }

  void bind() {
    gauge("keys", "keys", StoreStats::estimatedKeys, "Keys, roughly");
    gauge("files.size", "bytes", StoreStats::fileBytes, "Table files in use");
    gauge("memtables.size", "bytes", StoreStats::memtableBytes, "Writes not yet in files");
    gauge(
        "compaction.pending",
        "bytes",
        StoreStats::pendingCompactionBytes,
        "What compaction has still to rewrite, roughly");
    gauge("level0.files", "files", StoreStats::filesAtLevel0, "Files not yet compacted once");
    gauge(
        "background.errors", "errors", StoreStats::backgroundErrors, "Failed flushes, compactions");
    gauge("cache.size", "bytes", StoreStats::blockCacheBytes, "Memory of the block cache");
  }

  private void gauge(String name, String unit, ToDoubleFunction<StoreStats> value, String what) {
    bound.accept(
        Gauge.builder("lastword.rocksdb." + name, store, s -> read(s, value))
            .tags(tags)
            .baseUnit(unit)
            .description(what)
            .register(registry));
  }

  /** A watcher must not need to know when a store is closed. */
  private static double read(LwwStore store, ToDoubleFunction<StoreStats> value) {
    try {
      return value.applyAsDouble(store.stats());
    } catch (IllegalStateException | StorageException e) {
      return Double.NaN;
    }
  }
}
