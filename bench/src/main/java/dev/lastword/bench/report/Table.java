// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import java.util.ArrayList;
import java.util.List;

/**
 * What a benchmark's tables are called and compared with.
 *
 * @param benchmark simple name of the benchmark's class
 * @param title of the section
 * @param sentence that says what it shows
 * @param baseline the contender that is 1x
 * @param columns parameters in the order in which they stand; others follow
 * @param main what the first table shows, and the guard looks after
 * @param others what further tables show
 */
record Table(
    String benchmark,
    String title,
    String sentence,
    String baseline,
    List<String> columns,
    Gauge main,
    List<Gauge> others) {

  /** A table of JMH's time. */
  static Table timed(
      String benchmark, String title, String sentence, String baseline, List<String> columns) {
    return new Table(benchmark, title, sentence, baseline, columns, Gauge.TIME, List.of());
  }

  /** With a table of this as well. */
  Table and(String counter, String name, Unit unit) {
    List<Gauge> more = new ArrayList<>(others);
    more.add(new Gauge(counter, name, unit));
    return new Table(benchmark, title, sentence, baseline, columns, main, List.copyOf(more));
  }
}
