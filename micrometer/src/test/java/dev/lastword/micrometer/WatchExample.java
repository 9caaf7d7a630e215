// SPDX-License-Identifier: Apache-2.0
package dev.lastword.micrometer;

import dev.lastword.LwwStore;
import dev.lastword.Progress;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A store that is watched. */
final class WatchExample {
  private WatchExample() {}

  static Future<?> watch(LwwStore store, MeterRegistry registry, ScheduledExecutorService timer) {
    new LastwordMetrics(store, Tags.of("store", "feeds")).bindTo(registry);
    return timer.scheduleWithFixedDelay(() -> store.survey(Progress.NONE), 0, 1, TimeUnit.HOURS);
  }
}
