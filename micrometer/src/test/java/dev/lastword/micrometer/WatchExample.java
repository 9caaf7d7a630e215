// SPDX-License-Identifier: Apache-2.0
package dev.lastword.micrometer;

import dev.lastword.LwwStore;
import dev.lastword.Progress;
import dev.lastword.StorageException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A store that is watched. */
final class WatchExample {
  private static final System.Logger LOG = System.getLogger("feeds");

  private WatchExample() {}

  /** Close what this returns before you bind the meters of another store with the same tags. */
  static LastwordMetrics watch(
      LwwStore store, MeterRegistry registry, ScheduledExecutorService timer) {
    LastwordMetrics metrics = new LastwordMetrics(store, Tags.of("store", "feeds"));
    metrics.bindTo(registry);
    Future<?> _ = timer.scheduleWithFixedDelay(() -> survey(store), 0, 1, TimeUnit.HOURS);
    return metrics;
  }

  private static void survey(LwwStore store) {
    try {
      store.survey(Progress.NONE);
    } catch (StorageException e) { // else the timer would never run it again
      LOG.log(System.Logger.Level.WARNING, "survey failed", e);
    }
  }
}
