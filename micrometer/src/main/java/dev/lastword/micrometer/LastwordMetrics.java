// SPDX-License-Identifier: Apache-2.0
package dev.lastword.micrometer;

import dev.lastword.LwwStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Binds a store's metrics to a registry: {@code new LastwordMetrics(store).bindTo(registry)}.
 *
 * <p>Nothing is computed until the registry is read; a reading takes less than a millisecond for
 * all meters and stops nobody. Meters of what the sets hold ({@code lastword.sets} and others) tell
 * what the last {@link LwwStore#survey} found and are {@code NaN} until there was one: call it from
 * time to time, on a thread of your own.
 *
 * <p>The registry keeps no store alive. After a store was closed its counters keep their last
 * figures and its gauges of RocksDB are {@code NaN}; remove the meters from the registry if the
 * process goes on for long. Thread-safe. Owns nothing.
 */
public final class LastwordMetrics implements MeterBinder {
  private final LwwStore store;
  private final Tags tags;

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
  public void bindTo(MeterRegistry registry) {
    new MergeMeters(registry, store, tags).bind();
    new SurveyMeters(registry, store, tags).bind();
    new RocksMeters(registry, store, tags).bind();
  }
}
