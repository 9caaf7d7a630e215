// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class BarTest {

  private static final Figure RATIO = Figure.ratio("lastword", "memcpy");

  @Test
  void verdict_worstRowKeepsIt_isMet() {
    check(
        "| merge | ≤ 3.60x | 3.50x | met | entries 10,000, operands 64; of 2 rows |",
        Bar.atMost(3.6, "merge", "MergeBenchmark", Where.ANY, RATIO));
  }

  @Test
  void verdict_worstRowBreaksIt_saysByHowMuch() {
    check(
        "| merge | ≤ 3x | 3.50x | **missed by 17 %** | entries 10,000, operands 64; of 2 rows |",
        Bar.atMost(3, "merge", "MergeBenchmark", Where.ANY, RATIO));
  }

  @Test
  void verdict_atLeast_worstIsTheLeast() {
    check(
        "| merge | ≥ 2x | 1.40x | **missed by 30 %** | entries 1,000, operands 1; of 2 rows |",
        Bar.atLeast(2, "merge", "MergeBenchmark", Where.ANY, RATIO));
  }

  @Test
  void verdict_someRows_seesNoOther() {
    check(
        "| merge | ≤ 1.50x | 1.40x | met | the only row |",
        Bar.atMost(1.5, "merge", "MergeBenchmark", Where.is("entries", "1000"), RATIO));
  }

  @Test
  void verdict_allocation_allowsNone() {
    check(
        "| merge | ≤ 0 B | 0 B | met | all 2 rows |",
        Bar.atMost(0, "merge", "MergeBenchmark", Where.ANY, Figure.allocated("lastword")));
    check(
        "| read | ≤ 0 B | 24 B | **missed** | the only row |",
        Bar.atMost(0, "read", "ReadBenchmark", Where.ANY, Figure.allocated("lastword")));
  }

  @Test
  void verdict_contenderDidNotRun_isNotMeasured() {
    check(
        "| merge | ≤ 1.30x |  | not measured |  |",
        Bar.atMost(1.3, "merge", "MergeBenchmark", Where.ANY, Figure.ratio("lastword", "c")));
  }

  @Test
  void verdict_countedFigure_hasItsUnit() {
    check(
        "| size | ≤ 14 | 13 | met | entries 10,000, operands 64; of 2 rows |",
        Bar.atMost(
            14,
            "size",
            "MergeBenchmark",
            Where.ANY,
            Figure.of(new Gauge("bytesPerEntry", "", Unit.NUMBER), "lastword")));
  }

  private static void check(String line, Bar bar) {
    List<String> lines = BarsText.markdown(List.of(bar), Samples.results()).lines().toList();
    assertEquals(line, lines.getLast());
  }
}
