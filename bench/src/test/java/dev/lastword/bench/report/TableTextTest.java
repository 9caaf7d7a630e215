// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTextTest {

  @Test
  void markdown_everyCell_hasTimeRatioAndBytes() {
    Map<String, String> row =
        Map.of("entries", "10000", "operands", "64", "members", "8", "threads", "1");
    NotRun failure = new NotRun(new Place("MergeBenchmark", "c", row), "no C compiler on the PATH");
    assertEquals(
        """
        ## Merging

        One merge. `memcpy` is 1x.

        | `entries` | `operands` | lastword | memcpy | c | hashMap |
        |--:|--:|--:|--:|--:|--:|
        | 1,000 | 1 | 140 ns ±2 %<br>1.40x, 0 B | 100 ns<br>1x, 0 B | – | 1.20 ms ±5 %<br>12,000x, 307 kB |
        | 10,000 | 64 | 3.50 µs ±10 %<br>3.50x, 0 B | 1 µs ±1 %<br>1x, 0 B | not run | – |

        In all rows: `members` 8.

        Not run: `c`: no C compiler on the PATH (rows: 1).

        Bytes for each entry:

        | `entries` | `operands` | lastword |
        |--:|--:|--:|
        | 1,000 | 1 | 12 |
        | 10,000 | 64 | 13 |

        """,
        new TableText(Samples.MERGE, Samples.results(), List.of(failure)).markdown());
  }

  @Test
  void markdown_rows_standBySizeNotByName() {
    Results results =
        new Results(
            List.of(
                Samples.merge("lastword", "10000", 3, 0),
                Samples.merge("lastword", "900", 2, 0),
                Samples.merge("lastword", "1000", 1, 0)));
    String text = new TableText(Samples.MERGE, results, List.of()).markdown();
    assertEquals(
        List.of("| 900", "| 1,000", "| 10,000"),
        text.lines()
            .filter(line -> line.contains("ns"))
            .map(line -> line.substring(0, line.indexOf(" |")))
            .toList());
  }
}
