// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import static dev.lastword.bench.report.Contenders.LASTWORD;

import dev.lastword.bench.report.BarPlot.Rows;
import dev.lastword.bench.report.LinePlot.Curve;
import java.util.List;
import java.util.function.Function;

/** The charts. */
final class Plots {

  private static final String SHORT = "2 4";
  private static final String LONG = "8 4";
  private static final List<String> STORES =
      List.of(LASTWORD, "stringAppend", "readModifyWrite", "keyPerMember", "roshi");

  /** The one that the first page shows. */
  static final Plot README = reads();

  static final List<Plot> ALL =
      List.of(
          merge(),
          writes(),
          README,
          pending(),
          scaling(
              "scaling-write.svg",
              "The cost of a write, over the size of its set",
              "microsPerWrite",
              "time of one write, with the compactions that it causes"),
          scaling(
              "scaling-pending.svg",
              "The newest 50 of sets that are being written, over their size",
              "microsPerRead",
              "time of one read, right after a hundred thousand writes"),
          scaling(
              "scaling-read.svg",
              "The newest 50, over the size of their set",
              "microsPerCompactedRead",
              "time of one read, when all is compacted"),
          size());

  private Plots() {}

  private static Plot merge() {
    Where one = merges("1");
    Where few = merges("8");
    Where many = merges("64");
    return new LinePlot(
        "merge.svg",
        "Merging operations into a set of 8-byte members",
        "MergeBenchmark",
        "entries",
        "entries in the set",
        "time of one merge",
        true,
        List.of(
            Curve.of("hash maps, 1 operation", "hashMap", one, Figure.time("hashMap")),
            Curve.of("Lastword, 64 operations", LASTWORD, many, Figure.time(LASTWORD)),
            Curve.of("Lastword, 8 operations", LASTWORD, few, Figure.time(LASTWORD)).dashed(LONG),
            Curve.of("Lastword, 1 operation", LASTWORD, one, Figure.time(LASTWORD)).dashed(SHORT),
            Curve.of("C, 64 operations", "c", many, Figure.time("c")),
            Curve.of("C, 1 operation", "c", one, Figure.time("c")).dashed(SHORT),
            Curve.of("memcpy of the result", "memcpy", one, Figure.time("memcpy"))));
  }

  private static Where merges(String operands) {
    return Where.is("operands", operands)
        .and("members", "8")
        .and("policy", "forget")
        .and("merge", "full")
        .and("deletes", "0.05")
        .and("late", "0.05");
  }

  private static Plot writes() {
    Where sets = Where.is("sets", "100000").and("distribution", "uniform");
    return new BarPlot(
        "writes.svg",
        "Writes a second into 100,000 sets",
        "operations a second, one thread",
        false,
        STORES,
        Figure::rate,
        List.of(
            new Rows("one by one", "WriteBenchmark", sets.and("wal", "on")),
            new Rows("one by one, without a log", "WriteBenchmark", sets.and("wal", "off")),
            new Rows("in batches of 64", "BatchWriteBenchmark", sets.and("wal", "on"))));
  }

  private static Plot reads() {
    Where large = Where.is("entries", "10000");
    return new BarPlot(
        "reads.svg",
        "Reading compacted sets of 10,000",
        "time of one question, logarithmic",
        true,
        STORES,
        Figure::time,
        List.of(
            new Rows("newest 50", "ReadBenchmark", large.and("query", "newest50")),
            new Rows(
                "50 behind the 100 newest", "ReadBenchmark", large.and("query", "page100Deep")),
            new Rows(
                "is it a member? (it is)", "ReadBenchmark", large.and("query", "containsHit"))));
  }

  private static Plot pending() {
    Where page = Where.is("query", "newest50").and("entries", "10000");
    return new LinePlot(
        "pending.svg",
        "Newest 50 of 10,000 under pending operands",
        "PendingReadBenchmark",
        "pending",
        "operations written to each set since it was compacted",
        "time of one read",
        true,
        curves(STORES, page, Figure::time));
  }

  private static Plot scaling(String file, String title, String counter, String y) {
    Gauge gauge = new Gauge(counter, "", Unit.MICROS);
    return new LinePlot(
        file,
        title,
        "ScalingBenchmark",
        "setSize",
        "entries in a set, a million in all",
        y,
        true,
        curves(
            List.of(LASTWORD, "keyPerMember"),
            Where.is("threads", "1"),
            contender -> Figure.of(gauge, contender)));
  }

  private static Plot size() {
    Gauge kept = new Gauge("bytesPerLiveEntry", "", Unit.NUMBER);
    return new BarPlot(
        "size.svg",
        "Bytes kept for each visible member, after compaction",
        "bytes; in memory for Redis, in files for all others",
        false,
        STORES,
        contender -> Figure.of(kept, contender),
        List.of(new Rows("", "CompactionBenchmark", Where.is("operations", "1000000"))));
  }

  private static List<Curve> curves(
      List<String> contenders, Where where, Function<String, Figure> figure) {
    return contenders.stream()
        .map(name -> Curve.of(name, name, where, figure.apply(name)))
        .toList();
  }
}
