// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.suite;

import java.util.List;

/** The parts of the smoke run: under five minutes in all. */
final class SmokeParts {

  private static final Settings NANOS = new Settings(1, 5, 400, 5, 200);
  private static final Settings STORE = new Settings(1, 2, 1_000, 3, 500);

  private SmokeParts() {}

  static List<Part> all() {
    return List.of(
        Part.of("merge", "kernel.MergeBenchmark", NANOS)
            .with("entries", 100, 10_000)
            .with("operands", 1, 64)
            .only("lastword", "memcpy"),
        Part.of("encode one operation", "codec.EncodeBenchmark", NANOS).with("members", 8),
        Part.of("decode a page", "codec.PageBenchmark", NANOS)
            .with("members", 8)
            .only("lastword", "chronicle"),
        Part.of("look up a member", "codec.MembershipBenchmark", NANOS)
            .only("lastword", "chronicle"),
        Part.of("call from C++ into Java", "bridge.BridgeBenchmark", NANOS)
            .with("size", 1_024)
            .only("java", "c"),
        Part.of("write one by one", "store.WriteBenchmark", STORE)
            .only("lastword", "stringAppend")
            .prepares(1),
        Part.of("write in batches", "store.BatchWriteBenchmark", STORE)
            .only("lastword", "stringAppend")
            .prepares(1),
        Part.of("read", "store.ReadBenchmark", STORE)
            .only("lastword", "readModifyWrite")
            .prepares(1),
        Part.of("read under pending operands", "store.PendingReadBenchmark", STORE)
            .only("lastword", "readModifyWrite")
            .with("pending", 10, 1_000)
            .prepares(1),
        Part.of("read a timeline", "store.TimelineBenchmark", STORE)
            .only("lastword", "readModifyWrite")
            .prepares(1),
        Part.of("load and compact", "store.CompactionBenchmark", Settings.ONCE)
            .only("lastword", "stringAppend")
            .prepares(3));
  }
}
