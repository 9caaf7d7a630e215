// SPDX-License-Identifier: Apache-2.0
package dev.lastword.micrometer;

import dev.lastword.LwwStore;
import dev.lastword.Spread;
import dev.lastword.StoreSurvey;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Gauges of what the last survey found. */
final class SurveyMeters {
  private static final double NANOS_PER_SECOND = 1e9;

  private final MeterRegistry registry;
  private final LwwStore store;
  private final Tags tags;
  private final Consumer<Meter> bound;

  SurveyMeters(MeterRegistry registry, LwwStore store, Tags tags, Consumer<Meter> bound) {
    this.registry = registry;
    this.store = store;
    this.tags = tags;
    this.bound = bound;
  }

  void bind() {
    gauge("sets", "sets", StoreSurvey::sets, "Sets");
    gauge("sets.unreadable", "sets", StoreSurvey::unreadable, "Sets that cannot be read");
    gauge("sets.quarantined", "sets", StoreSurvey::quarantined, "Sets with bytes in quarantine");
    gauge("members", "members", StoreSurvey::members, "Visible members of all sets");
    gauge("entries", "entries", StoreSurvey::entries, "Stamps kept, of adds and of deletes");
    gauge("tombstones", "members", StoreSurvey::tombstones, "Members remembered as deleted");
    gauge(
        "tombstone.share",
        null,
        StoreSurvey::tombstoneShare,
        "Part of the remembered members that is deleted, 0 to 1");
    gauge("records.size", "bytes", StoreSurvey::recordBytes, "All records, uncompressed");
    spread("set.members", "members", StoreSurvey::setMembers, "Visible members of a set");
    spread("set.size", "bytes", StoreSurvey::setRecordBytes, "Bytes of a record, uncompressed");
    spread("horizon.age", null, StoreSurvey::horizonAge, "Newest stamp less horizon, in stamps");
    spread("pending.operands", "operands", StoreSurvey::pendingOperands, "Operands under a key");
    gauge("survey.duration", "seconds", s -> seconds(s.took()), "How long the last survey took");
    gauge(
        "survey.age",
        "seconds",
        s -> seconds(Duration.between(s.end(), Instant.now())),
        "How long ago the last survey ended");
  }

  private void spread(
      String name, @Nullable String unit, Function<StoreSurvey, Spread> of, String what) {
    percentile(name, unit, "p50", s -> of.apply(s).p50(), what);
    percentile(name, unit, "p90", s -> of.apply(s).p90(), what);
    percentile(name, unit, "p99", s -> of.apply(s).p99(), what);
    percentile(name, unit, "max", s -> of.apply(s).max(), what);
  }

  private void percentile(
      String name,
      @Nullable String unit,
      String percentile,
      ToDoubleFunction<StoreSurvey> value,
      String what) {
    register(name, unit, tags.and("percentile", percentile), value, what);
  }

  private void gauge(
      String name, @Nullable String unit, ToDoubleFunction<StoreSurvey> value, String what) {
    register(name, unit, tags, value, what);
  }

  private void register(
      String name,
      @Nullable String unit,
      Tags gaugeTags,
      ToDoubleFunction<StoreSurvey> value,
      String what) {
    bound.accept(
        Gauge.builder("lastword." + name, store, s -> ofLast(s, value))
            .tags(gaugeTags)
            .baseUnit(unit)
            .description(what)
            .register(registry));
  }

  private static double ofLast(LwwStore store, ToDoubleFunction<StoreSurvey> value) {
    StoreSurvey last = store.metrics().lastSurvey();
    return last == null ? Double.NaN : value.applyAsDouble(last);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / NANOS_PER_SECOND;
  }
}
