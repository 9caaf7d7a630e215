// SPDX-License-Identifier: Apache-2.0
package dev.lastword.micrometer;

import dev.lastword.LwwStore;
import dev.lastword.merge.MergeMetrics;
import dev.lastword.merge.MergeTotals;
import dev.lastword.merge.OperandHistogram;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Counters that merges move. */
final class MergeMeters {
  private final MeterRegistry registry;
  private final LwwStore store;
  private final Tags tags;
  private final Consumer<Meter> bound;

  MergeMeters(MeterRegistry registry, LwwStore store, Tags tags, Consumer<Meter> bound) {
    this.registry = registry;
    this.store = store;
    this.tags = tags;
    this.bound = bound;
  }

  void bind() {
    bindKind("full", MergeMetrics::full);
    bindKind("partial", MergeMetrics::partial);
    bindKind("page", MergeMetrics::pageReads);
    bindKind("read", MergeMetrics::recordReads);
    bound.accept(
        counter("lastword.refused", tags, s -> merges(s).refused())
            .baseUnit("operations")
            .description("Adds and deletes dropped because they lie at or below the horizon")
            .register(registry));
    bound.accept(
        counter("lastword.shortened", tags, s -> merges(s).shortened())
            .baseUnit("merges")
            .description("Merges that forgot a set's oldest entries because it had reached 2 GiB")
            .register(registry));
    bound.accept(
        counter("lastword.merge.failures", tags, s -> merges(s).failures())
            .baseUnit("merges")
            .description("Merges that failed or were declined")
            .register(registry));
    quarantined("merge", s -> merges(s).quarantined());
    quarantined("read", s -> s.metrics().quarantineReads());
  }

  private void bindKind(String kind, Function<MergeMetrics, MergeTotals> totals) {
    Tags kinds = tags.and("kind", kind);
    Function<LwwStore, MergeTotals> of = s -> totals.apply(merges(s));
    bound.accept(
        FunctionTimer.builder(
                "lastword.merges",
                store,
                s -> of.apply(s).merges(),
                s -> of.apply(s).nanos(),
                TimeUnit.NANOSECONDS)
            .tags(kinds)
            .description("Merges, and the time of one thread spent in them")
            .register(registry));
    bound.accept(
        counter("lastword.merge.operands", kinds, s -> of.apply(s).operands())
            .baseUnit("operands")
            .description("Operands merged, each as often as it was merged")
            .register(registry));
    bytes("in", kinds, s -> of.apply(s).bytesIn());
    bytes("out", kinds, s -> of.apply(s).bytesOut());
    for (int i = 0; i < OperandHistogram.BUCKETS; i++) {
      int bucket = i;
      bound.accept(
          counter(
                  "lastword.merges.by.operands",
                  kinds.and("operands", label(bucket)),
                  s -> of.apply(s).operandsPerMerge().count(bucket))
              .baseUnit("merges")
              .description("Merges by how many operands each had to merge")
              .register(registry));
    }
  }

  private void bytes(String direction, Tags kinds, ToDoubleFunction<LwwStore> count) {
    bound.accept(
        counter("lastword.merge.bytes", kinds.and("direction", direction), count)
            .baseUnit("bytes")
            .description("Bytes that merges read (in) and wrote (out)")
            .register(registry));
  }

  private void quarantined(String by, ToDoubleFunction<LwwStore> count) {
    bound.accept(
        counter("lastword.quarantined", tags.and("by", by), count)
            .baseUnit("operands")
            .description("Malformed byte strings that merges set aside, and that reads met")
            .register(registry));
  }

  private FunctionCounter.Builder<LwwStore> counter(
      String name, Tags counterTags, ToDoubleFunction<LwwStore> count) {
    return FunctionCounter.builder(name, store, count).tags(counterTags);
  }

  private static MergeMetrics merges(LwwStore store) {
    return store.metrics().merges();
  }

  /** The numbers that fall into a bucket: 1, 2, 3-4, 5-8 and so on. */
  private static String label(int bucket) {
    if (bucket < 2) {
      return Long.toString(OperandHistogram.upperBound(bucket));
    }
    long from = OperandHistogram.upperBound(bucket - 1) + 1;
    boolean last = bucket == OperandHistogram.BUCKETS - 1;
    return from + (last ? "+" : "-" + OperandHistogram.upperBound(bucket));
  }
}
