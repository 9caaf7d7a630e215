// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import static dev.lastword.bench.report.Bar.atLeast;
import static dev.lastword.bench.report.Bar.atMost;
import static dev.lastword.bench.report.Contenders.LASTWORD;

import java.util.ArrayList;
import java.util.List;

/** The limits that Lastword sets itself. */
final class Bars {

  private static final String MERGE = "MergeBenchmark";
  private static final String READ = "ReadBenchmark";
  private static final String COMPACTION = "CompactionBenchmark";

  static final List<Bar> ALL = all();

  private Bars() {}

  private static List<Bar> all() {
    List<Bar> bars = new ArrayList<>();
    bars.addAll(merging());
    bars.addAll(allocating());
    bars.addAll(reading());
    bars.addAll(writing());
    bars.addAll(keeping());
    return bars;
  }

  private static List<Bar> merging() {
    Figure toMemcpy = Figure.ratio(LASTWORD, "memcpy");
    Where large = Where.is("entries", "10000").and("merge", "full").and("late", "0.05");
    Where eight = large.and("members", "8");
    Where longer = large.and("members", "16-32");
    Where small = Where.is("entries", "100").and("members", "8").and("operands", "1");
    String merge = "Merging %s operation(s) into 10,000 entries of %s bytes, against a memcpy";
    return List.of(
        atMost(1.5, merge.formatted(1, "8"), MERGE, eight.and("operands", "1"), toMemcpy),
        atMost(3, merge.formatted(8, "8"), MERGE, eight.and("operands", "8"), toMemcpy),
        atMost(4.5, merge.formatted(64, "8"), MERGE, eight.and("operands", "64"), toMemcpy),
        atMost(1.3, merge.formatted(1, "16 to 32"), MERGE, longer.and("operands", "1"), toMemcpy),
        atMost(1.8, merge.formatted(8, "16 to 32"), MERGE, longer.and("operands", "8"), toMemcpy),
        atMost(2.8, merge.formatted(64, "16 to 32"), MERGE, longer.and("operands", "64"), toMemcpy),
        atMost(120, "Merging 1 operation into 100 entries", MERGE, small, Figure.time(LASTWORD)),
        atMost(
            1.3,
            "Any merge, against the kernel in C",
            MERGE,
            Where.ANY,
            Figure.ratio(LASTWORD, "c")),
        atLeast(
            100,
            "Merging 1, 8 and 64 operations into 10,000 entries of 8 bytes: hash maps, against"
                + " Lastword",
            MERGE,
            eight.and("operands", "1", "8", "64"),
            Figure.ratio("hashMap", LASTWORD)));
  }

  private static List<Bar> allocating() {
    Figure bytes = Figure.allocated(LASTWORD);
    return List.of(
        atMost(0, "Bytes allocated by a merge", MERGE, Where.ANY, bytes),
        atMost(0, "Bytes allocated by encoding an operation", "EncodeBenchmark", Where.ANY, bytes),
        atMost(0, "Bytes allocated by decoding a page", "PageBenchmark", Where.ANY, bytes),
        atMost(
            0,
            "Bytes allocated by reading a page from the store",
            READ,
            Where.is("query", "newest50", "page100Deep"),
            bytes));
  }

  private static List<Bar> reading() {
    Where page = Where.is("query", "newest50").and("entries", "10000");
    String newest = "Newest 50 of 10,000 from a compacted set: %s, against Lastword";
    return List.of(
        atLeast(
            5,
            newest.formatted("read-modify-write's decode"),
            READ,
            page,
            Figure.ratio("readModifyWrite", LASTWORD)),
        atLeast(
            10,
            newest.formatted("a key for each member"),
            READ,
            page,
            Figure.ratio("keyPerMember", LASTWORD)),
        atLeast(5, newest.formatted("Roshi on Redis"), READ, page, Figure.ratio("roshi", LASTWORD)),
        atMost(
            10,
            "Newest 50 under pending operands, against none pending",
            "PendingReadBenchmark",
            Where.is("query", "newest50"),
            Figure.growth(LASTWORD, "pending", "0")));
  }

  private static List<Bar> writing() {
    Figure toAppend = Figure.ratio(LASTWORD, "stringAppend");
    Figure toRoshi = Figure.ratio("roshi", LASTWORD);
    return List.of(
        atMost(
            1.15,
            "Writing one by one, against string append",
            "WriteBenchmark",
            Where.ANY,
            toAppend),
        atMost(
            1.15,
            "Writing in batches, against string append",
            "BatchWriteBenchmark",
            Where.ANY,
            toAppend),
        atLeast(
            5, "Writing: Roshi on Redis, against Lastword", "WriteBenchmark", Where.ANY, toRoshi),
        atLeast(
            4,
            "Writing to sets of 1,000 and more: read-modify-write, against Lastword",
            "WriteBenchmark",
            Where.is("sets", "1000").and("preload", "1250000"),
            Figure.ratio("readModifyWrite", LASTWORD)));
  }

  private static List<Bar> keeping() {
    Where load = Where.is("operations", "10000000");
    Gauge kept = new Gauge("bytesPerLiveEntry", "", Unit.NUMBER);
    Gauge entry = new Gauge("bytesPerEntry", "", Unit.NUMBER);
    Gauge operand = new Gauge("bytes", "", Unit.NUMBER);
    Where eight = Where.is("members", "8");
    return List.of(
        atMost(
            1.25,
            "Loading and compacting 10 million operations, against string append",
            COMPACTION,
            load,
            Figure.ratio(LASTWORD, "stringAppend")),
        atMost(
            0.5,
            "Their final size, against string append",
            COMPACTION,
            load,
            Figure.ratio(kept, LASTWORD, "stringAppend")),
        atMost(14, "Bytes of an entry, 8-byte members", MERGE, eight, Figure.of(entry, LASTWORD)),
        atMost(
            20,
            "Bytes of an operation, 8-byte member",
            "EncodeBenchmark",
            eight,
            Figure.of(operand, LASTWORD)));
  }
}
