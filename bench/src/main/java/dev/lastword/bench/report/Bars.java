// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import java.util.List;

/** What Lastword promises. */
final class Bars {

  static final List<Bar> ALL =
      List.of(
          Bar.atMost(
              1.5,
              "merge 1 operation into 10,000 entries, against memcpy",
              "MergeBenchmark",
              Where.is("entries", "10000").and("operands", "1").and("members", "8"),
              Figure.ratio("lastword", "memcpy")));

  private Bars() {}
}
