// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import dev.lastword.bench.report.LinePlot.Curve;
import java.util.List;

/** The charts. */
final class Plots {

  private static final String SHORT = "2 4";
  private static final String LONG = "8 4";

  static final List<Plot> ALL = List.of(merge());

  private Plots() {}

  private static Plot merge() {
    Where one = merges("1");
    Where few = merges("8");
    Where many = merges("64");
    return new LinePlot(
        "merge.svg",
        "Merging single operations into a set",
        "MergeBenchmark",
        "entries",
        "entries in the set",
        "time of one merge",
        true,
        List.of(
            Curve.of("hash maps, 1 operation", "hashMap", one, Figure.time("hashMap")),
            Curve.of("Lastword, 64 operations", "lastword", many, Figure.time("lastword")),
            Curve.of("Lastword, 8", "lastword", few, Figure.time("lastword")).dashed(LONG),
            Curve.of("Lastword, 1", "lastword", one, Figure.time("lastword")).dashed(SHORT),
            Curve.of("C, 64", "c", many, Figure.time("c")),
            Curve.of("C, 1", "c", one, Figure.time("c")).dashed(SHORT),
            Curve.of("memcpy of the result", "memcpy", one, Figure.time("memcpy"))));
  }

  private static Where merges(String operands) {
    return Where.is("operands", operands)
        .and("members", "8")
        .and("policy", "forget")
        .and("merge", "full");
  }
}
