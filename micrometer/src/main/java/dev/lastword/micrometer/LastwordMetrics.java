// SPDX-License-Identifier: Apache-2.0
package dev.lastword.micrometer;

import dev.lastword.LwwStore;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Binds a store's metrics to a registry: {@code new LastwordMetrics(store).bindTo(registry)}.
 *
 * <p>Nothing is computed until the registry is read; a reading takes less than a millisecond for
 * all meters and stops nobody. Meters of what the sets hold ({@code lastword.sets} and others) tell
 * what the last {@link LwwStore#survey} found and are {@code NaN} until there was one: call it from
 * time to time, on a thread of your own.
 *
 * <p>The registry keeps no store alive. After a store was closed its counters keep their last
 * figures and its gauges of RocksDB are {@code NaN}, until {@link #close} takes them out of the
 * registry. Do that before the metrics of a store with the same tags are bound, as where it is
 * opened again: a registry keeps the meters it has, so they would go on telling of the old one.
 * Thread-safe. Does not own the store.
 */
public final class LastwordMetrics implements MeterBinder, AutoCloseable {
  private final LwwStore store;
  private final Tags tags;
  private final List<Bound> bound = new ArrayList<>();

  private record Bound(MeterRegistry registry, Meter meter) {}

  /**
   * Metrics of the only store of a process.
   *
   * @param store whose metrics are bound
   */
  public LastwordMetrics(LwwStore store) {
    this(store, Tags.empty());
  }

  /**
   * Metrics of one store among several.
   *
   * @param store whose metrics are bound
   * @param tags that every meter gets; a registry takes meters of the same name and tags for one,
   *     so each store needs tags of its own
   */
  public LastwordMetrics(LwwStore store, Iterable<Tag> tags) {
    this.store = store;
    this.tags = Tags.of(tags);
  }

  @Override
  public synchronized void bindTo(MeterRegistry registry) {
    Set<Meter> others = new HashSet<>(registry.getMeters());
    Consumer<Meter> noting =
        meter -> {
          if (!others.contains(meter)) {
            bound.add(new Bound(registry, meter));
          }
        };
    new MergeMeters(registry, store, tags, noting).bind();
    new SurveyMeters(registry, store, tags, noting).bind();
    new RocksMeters(registry, store, tags, noting).bind();
  }

  /**
   * Takes the meters out of the registries they were bound to, but for those that a registry had
   * before, which are another's. Doing so again does nothing.
   */
  @Override
  public synchronized void close() {
    bound.forEach(one -> one.registry.remove(one.meter));
    bound.clear();
  }
}
