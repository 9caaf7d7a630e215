// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.suite;

import java.util.List;
import java.util.stream.Stream;

/**
 * The parts of the full run: what tables, charts and bars need, and not the product of all
 * parameters, which would take days.
 */
final class FullParts {

  /** In three JVMs: HotSpot does not always compile the kernel alike. */
  private static final Settings MERGES = new Settings(3, 5, 300, 3, 300);

  private static final Settings NANOS = new Settings(1, 5, 400, 5, 400);
  private static final Settings WRITES = new Settings(1, 2, 1_000, 6, 1_000);
  private static final Settings READS = new Settings(1, 3, 500, 4, 500);

  private static final String MERGE = "kernel.MergeBenchmark";
  private static final String WRITE = "store.WriteBenchmark";
  private static final String BATCHES = "store.BatchWriteBenchmark";
  private static final String COMPACTION = "store.CompactionBenchmark";
  private static final String SCALING = "store.ScalingBenchmark";

  private FullParts() {}

  static List<Part> all() {
    return Stream.of(merging(), codec(), writing(), reading(), whole())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Part> merging() {
    Part large = Part.of("merge, 10,000 entries", MERGE, MERGES).with("entries", 10_000);
    return List.of(
        Part.of("merge, 8-byte members", MERGE, MERGES)
            .with("entries", 100, 1_000, 10_000, 100_000)
            .with("operands", 1, 8, 64, 1_000),
        large
            .titled("merge, KEEP")
            .with("operands", 1, 8, 64)
            .with("policy", "keep")
            .only("lastword", "memcpy", "c"),
        large
            .titled("merge, members of 16 to 32 bytes")
            .with("operands", 1, 8, 64)
            .with("members", "16-32")
            .with("policy", "forget", "keep"),
        large.titled("merge, members of 200 bytes").with("operands", 8).with("members", 200),
        large
            .titled("merge, partial")
            .with("entries", 0, 10_000)
            .with("operands", 8, 64)
            .with("merge", "partial")
            .only("lastword", "memcpy", "c"),
        large
            .titled("merge, half of all late or deletes")
            .with("operands", 8, 64)
            .with("deletes", 0.5)
            .with("late", 0.5)
            .only("lastword", "memcpy", "c"));
  }

  private static List<Part> codec() {
    return List.of(
        Part.of("encode one operation", "codec.EncodeBenchmark", NANOS),
        Part.of("decode a page", "codec.PageBenchmark", NANOS)
            .with("entries", 100, 1_000, 10_000, 100_000)
            .with("members", 8),
        Part.of("decode a page of longer members", "codec.PageBenchmark", NANOS)
            .with("members", "16-32", 200),
        Part.of("look up a member", "codec.MembershipBenchmark", NANOS)
            .with("entries", 100, 1_000, 10_000, 100_000),
        Part.of("look up a longer member", "codec.MembershipBenchmark", NANOS)
            .with("members", "16-32"),
        Part.of("join two replicas", "kernel.JoinBenchmark", NANOS)
            .with("entries", 1_000, 10_000)
            .with("members", "8", "16-32"),
        Part.of("call from C++ into Java", "bridge.BridgeBenchmark", NANOS));
  }

  private static List<Part> writing() {
    return List.of(
        Part.of("write one by one", WRITE, WRITES)
            .with("sets", 1_000, 100_000, 1_000_000)
            .with("distribution", "uniform", "zipf")
            .prepares(1),
        Part.of("write one by one, without a log", WRITE, WRITES)
            .with("sets", 100_000)
            .with("wal", "off")
            .prepares(1),
        Part.of("write one by one, to sets of 1,000", WRITE, WRITES)
            .with("sets", 1_000)
            .with("preload", 1_250_000)
            .prepares(4),
        Part.of("write in batches", BATCHES, WRITES)
            .with("sets", 100_000)
            .with("wal", "on", "off")
            .prepares(1));
  }

  private static List<Part> reading() {
    return List.of(
        Part.of("read sets of 10,000", "store.ReadBenchmark", READS)
            .with("entries", 10_000)
            .with("sets", 100)
            .prepares(3),
        Part.of("read sets of 100", "store.ReadBenchmark", READS)
            .with("entries", 100)
            .with("query", "newest50", "containsHit")
            .prepares(1),
        Part.of("read under pending operands", "store.PendingReadBenchmark", READS)
            .with("entries", 10_000)
            .with("pending", 0, 1, 10, 100, 1_000)
            .prepares(2),
        Part.of("ask other things under pending operands", "store.PendingReadBenchmark", READS)
            .with("entries", 10_000)
            .with("pending", 10, 1_000)
            .with("query", "page100Deep", "containsHit")
            .prepares(2),
        Part.of("read a timeline", "store.TimelineBenchmark", READS)
            .with("pending", 0, 10, 1_000)
            .prepares(1),
        Part.of("options", "store.OptionsBenchmark", READS)
            .with("entries", 100, 10_000)
            .prepares(2));
  }

  private static List<Part> whole() {
    return List.of(
        Part.of("load and compact 1 million operations", COMPACTION, Settings.ONCE)
            .with("operations", 1_000_000)
            .prepares(6),
        Part.of("load and compact 10 million operations", COMPACTION, Settings.ONCE)
            .with("operations", 10_000_000)
            .only("lastword", "stringAppend")
            .prepares(30),
        Part.of("set size", SCALING, Settings.ONCE_WARM)
            .with("threads", 1)
            .with("setSize", 10, 100, 1_000, 10_000, 100_000, 1_000_000)
            .with("total", 1_000_000)
            .prepares(12),
        Part.of("set size, two threads", SCALING, Settings.ONCE_WARM)
            .with("threads", 2)
            .with("setSize", 100, 10_000)
            .with("total", 1_000_000)
            .prepares(12));
  }
}
