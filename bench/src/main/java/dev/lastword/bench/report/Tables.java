// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import dev.lastword.bench.report.Table.Figure;
import java.util.Collection;
import java.util.List;

/** The tables, one for each benchmark class, in the order in which they are shown. */
final class Tables {

  static final List<Table> ALL =
      List.of(
          new Table(
              "MergeBenchmark",
              "Merging operations into a record",
              "One call of the merge kernel.",
              "memcpy",
              List.of("members", "entries", "operands", "policy", "merge"),
              List.of(
                  new Figure("bytesPerEntry", "Bytes for each entry of the result", Unit.NUMBER))));

  private Tables() {}

  /** Those of these benchmarks. */
  static List<Table> of(Collection<String> benchmarks) {
    return ALL.stream().filter(table -> benchmarks.contains(table.benchmark())).toList();
  }
}
