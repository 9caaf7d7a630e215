// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

import dev.lastword.tune.report.Findings.Answer;
import dev.lastword.tune.report.Findings.Candidate;
import dev.lastword.tune.report.Findings.Cell;
import dev.lastword.tune.report.Findings.Covered;
import dev.lastword.tune.report.Findings.Fact;
import dev.lastword.tune.report.Findings.Lateness;
import dev.lastword.tune.report.Findings.Reference;
import dev.lastword.tune.report.Findings.SizeClass;
import dev.lastword.tune.report.Findings.Targets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Made-up findings for tests of the page. */
final class Samples {

  private Samples() {}

  /** Two dozen candidates, some beaten, one recommended. */
  static Findings ordinary() {
    return new Findings(
        "feeds.tsv.gz",
        "lastword tune --page 50 --exact 99.9% feeds.tsv.gz --report report.html",
        List.of(
            new Fact("operations", "72,422"),
            new Fact("sets", "298"),
            new Fact("deletes", "8.1 %"),
            new Fact("late", "7 %"),
            new Fact("samples of page reads", "40,000")),
        new Targets(50, Optional.of(0.999), Optional.empty()),
        answer(),
        candidates(24),
        List.of(
            new Reference("exact answer only", 410_000), new Reference("no truncation", 1_540_000)),
        Optional.of(lateness()),
        sizes());
  }

  private static Answer answer() {
    return new Answer(
        Optional.of(9),
        List.of(
            "FORGET with maxAdds 1,000 and maxDeletes 200 is the cheapest candidate that meets the"
                + " targets.",
            "It needs 620 kB, 40 % of what it takes to truncate nothing, and answers 99.94 % of"
                + " page reads exactly.",
            "The next cheaper one, #8, answers 99.6 % exactly, which misses the target of 99.9 %."),
        "--max-adds 1000 --max-deletes 200 --on-overflow forget",
        "Policy.forget().maxAdds(1_000).maxDeletes(200)");
  }

  static List<Candidate> candidates(int count) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double bytes = 90_000 * Math.pow(1.13, i) + (i % 5) * 9_000;
      double missed = i > 20 ? 0 : 0.3 / Math.pow(2, i);
      boolean dominated = i % 5 == 4 || i > 21;
      candidates.add(candidate(i + 1, i % 3 != 1, dominated, bytes, 1 - missed));
    }
    return candidates;
  }

  static Candidate candidate(
      int number, boolean forget, boolean dominated, double bytes, double exact) {
    Map<Column, Cell> cells = new EnumMap<>(Column.class);
    for (Column column : Column.values()) {
      double value = column.name().length() * 1_000.0 + number;
      cells.put(column, new Cell(value, Text.brief(value)));
    }
    cells.put(Column.EXACT, new Cell(exact, Text.percent(exact)));
    cells.put(Column.BYTES, new Cell(bytes, Text.bytes(bytes)));
    String policy = (forget ? "FORGET" : "KEEP") + ", maxAdds " + number * 100 + ", maxDeletes 200";
    boolean meets = exact >= 0.999;
    return new Candidate(
        number, policy, forget, dominated, meets, bytes, Optional.of(exact), cells);
  }

  private static Lateness lateness() {
    List<Covered> curve = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      double window = Math.pow(14_700_000, (i + 1) / 40.0);
      curve.add(new Covered((long) window, i == 39 ? 1 : 1 - Math.pow(1 - (i + 1) / 40.0, 2)));
    }
    List<Covered> windows =
        List.of(
            new Covered(9_700_000, 0.99),
            new Covered(12_400_000, 0.999),
            new Covered(14_700_000, 1));
    return new Lateness(5_069, 72_422, curve, windows);
  }

  private static List<SizeClass> sizes() {
    return List.of(
        new SizeClass(1, 1, 37),
        new SizeClass(2, 3, 41),
        new SizeClass(4, 7, 60),
        new SizeClass(8, 15, 66),
        new SizeClass(16, 31, 44),
        new SizeClass(32, 63, 25),
        new SizeClass(64, 127, 14),
        new SizeClass(256, 511, 6),
        new SizeClass(512, 1_023, 1));
  }
}
